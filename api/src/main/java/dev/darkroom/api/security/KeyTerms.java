package dev.darkroom.api.security;

import dev.darkroom.api.core.Scope;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a key is for.
 *
 * @param name what the operator calls it, at most {@value #NAME_MAX} characters
 * @param models ids of the catalogue; empty for all models
 * @param monthLimit what it may spend in a calendar month, UTC; null for no limit but the wallet's
 */
public record KeyTerms(
        @Nullable String name,
        Set<Scope> scopes,
        Set<String> models,
        @Nullable MicroUsd monthLimit) {

    public static final int NAME_MAX = 64;

    private static final int MODELS_LENGTH_MAX = 1000;

    public KeyTerms {
        scopes = Set.copyOf(scopes);
        models = Set.copyOf(models);
        if (name != null && name.codePointCount(0, name.length()) > NAME_MAX) {
            throw new IllegalArgumentException("a key's name has at most %d characters".formatted(NAME_MAX));
        }
        if (String.join(",", models).length() > MODELS_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "the models of a key have at most %d characters".formatted(MODELS_LENGTH_MAX));
        }
    }

    /** A key without a name, for all models, without a limit. */
    public static KeyTerms of(Collection<Scope> scopes) {
        return new KeyTerms(null, Set.copyOf(scopes), Set.of(), null);
    }

    /** The models as they are stored; null for all. */
    @Nullable
    String modelsText() {
        return models.isEmpty() ? null : String.join(",", new TreeSet<>(models));
    }
}
