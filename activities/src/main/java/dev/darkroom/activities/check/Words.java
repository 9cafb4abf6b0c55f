package dev.darkroom.activities.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Secret words, which callers have sent and which may lie in few places only. A report names them by their number.
 *
 * @param words each of {@value #LENGTH_MIN} characters or more
 */
public record Words(List<String> words) {

    /** None. */
    public static final Words NONE = new Words(List.of());

    private static final int LENGTH_MIN = 6;
    private static final int COUNT_MAX = 1000;

    public Words {
        words = List.copyOf(words);
        if (words.size() > COUNT_MAX || words.stream().anyMatch(word -> word.length() < LENGTH_MIN)) {
            throw new IllegalArgumentException("there are at most %d secret words, each of %d characters or more"
                    .formatted(COUNT_MAX, LENGTH_MIN));
        }
    }

    /** Those of a file: one a line, without blanks around them. */
    public static Words of(Path file) throws IOException {
        return new Words(Files.readAllLines(file).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList());
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** How many characters a piece of a text has to have of the piece before it, so that no word is cut in two. */
    public int overlap() {
        return words.stream().mapToInt(String::length).max().orElse(1) - 1;
    }

    /** The name of the first word that is in the text: {@code word 1}. */
    public Optional<String> in(String text) {
        return IntStream.range(0, words.size())
                .filter(index -> text.contains(words.get(index)))
                .mapToObj(index -> "word " + (index + 1))
                .findFirst();
    }

    /** Without the words. */
    @Override
    public String toString() {
        return "Words[%d]".formatted(words.size());
    }
}
