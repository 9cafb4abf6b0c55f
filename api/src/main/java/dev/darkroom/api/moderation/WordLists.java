package dev.darkroom.api.moderation;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.api.core.Moderation;
import dev.darkroom.api.moderation.text.Folding;
import dev.darkroom.api.moderation.text.Terms;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;

/**
 * The word lists: one file for each kind of refusal, named after its code.
 *
 * @param terms the terms of all of them
 * @param lists the gravest first
 */
record WordLists(Terms terms, List<WordList> lists) {

    private static final String BUILT_IN = "/moderation/";

    WordLists {
        lists = List.copyOf(lists);
    }

    /** The lists that come with Darkroom. */
    static WordLists builtIn(Folding folding) {
        return read(WordLists::builtIn, folding);
    }

    /**
     * The lists of an operator.
     *
     * @throws InvalidSettingException where a file is missing or malformed
     */
    static WordLists in(Path folder, Folding folding) {
        try {
            return read(file -> bytes(folder, file), folding);
        } catch (WordListException e) {
            throw new InvalidSettingException(
                    "DARKROOM_MODERATION_LISTS", "a folder with three word lists; " + e.getMessage());
        }
    }

    /** For example {@code hate-speech.txt}. */
    static String file(FailureKind kind) {
        return kind.code().toLowerCase(Locale.ROOT).replace('_', '-') + ".txt";
    }

    private static WordLists read(Function<String, byte[]> source, Folding folding) {
        Terms terms = new Terms();
        List<WordList> lists = new ArrayList<>();
        for (FailureKind kind : Moderation.KINDS) {
            String file = file(kind);
            WordListReader reader = new WordListReader(file, lists.size(), folding, terms);
            lists.add(reader.read(kind, lines(file, source.apply(file))));
        }
        return new WordLists(terms, lists);
    }

    private static List<String> lines(String file, byte[] bytes) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return text.toString().lines().toList();
        } catch (CharacterCodingException e) {
            throw new WordListException(file, "is not UTF-8");
        }
    }

    private static byte[] bytes(Path folder, String file) {
        try {
            return Files.readAllBytes(folder.resolve(file));
        } catch (IOException e) {
            throw new WordListException(file, "is missing there or cannot be read");
        }
    }

    private static byte[] builtIn(String file) {
        try (InputStream resource =
                Objects.requireNonNull(WordLists.class.getResourceAsStream(BUILT_IN + file), file)) {
            return resource.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
