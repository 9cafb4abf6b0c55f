package dev.darkroom.api.moderation;

/** A word list that cannot be used. Its text names the file and the line, and nothing of what is there. */
final class WordListException extends RuntimeException {

    WordListException(String file, String reason) {
        super("%s %s".formatted(file, reason), null, false, false);
    }

    WordListException(String file, int line, String reason) {
        this("%s, line %d:".formatted(file, line), reason);
    }
}
