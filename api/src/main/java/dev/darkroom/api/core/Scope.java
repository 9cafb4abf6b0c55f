package dev.darkroom.api.core;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an API key may do. */
public enum Scope {
    /** Ask for images: everything that spends. */
    IMAGES_WRITE("images:write"),
    /** Read tasks, artifacts and models. */
    IMAGES_READ("images:read"),
    /** Read the wallet, its statement and the usage. */
    BILLING_READ("billing:read"),
    /** Change tenants, keys, limits and switches, on the management port. */
    ADMIN("admin");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    /** The public word: {@code images:write}. */
    public String word() {
        return word;
    }

    /** The scope of that word. */
    public static Optional<Scope> of(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    /** What a tenant's key may do unless somebody says otherwise: all but to administer. */
    public static Set<Scope> ofTenants() {
        return EnumSet.complementOf(EnumSet.of(ADMIN));
    }

    /** The words of all of them. */
    public static List<String> all() {
        return Arrays.stream(values()).map(Scope::word).toList();
    }

    /** The words of all of them, for people. */
    public static String words() {
        return String.join(", ", all());
    }
}
