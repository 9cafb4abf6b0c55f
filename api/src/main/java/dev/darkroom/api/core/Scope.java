package dev.darkroom.api.core;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an API key may do. */
public enum Scope {
    /** Ask for images: everything that spends. */
    GENERATE,
    /** Read tasks, artifacts and models. */
    READ,
    /** Read the wallet and its statement. */
    WALLET;

    /** The public word: {@code generate}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The scope of that word. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values())
                .filter(scope -> scope.word().equals(word))
                .findFirst();
    }
}
