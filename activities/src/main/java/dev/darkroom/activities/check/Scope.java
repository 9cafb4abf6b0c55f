package dev.darkroom.activities.check;

import org.jspecify.annotations.Nullable;

/**
 * Which rows a check looks at: all, or those that came since a moment, which stays where it is however long the check
 * takes.
 *
 * @param since the moment by the database's clock, as SQL writes it; null for all
 */
record Scope(@Nullable String since) {

    static final Scope ALL = new Scope(null);

    /** What a check that begins now is to look at. */
    static Scope of(CheckOptions options, Rows rows) {
        return options.since() == null
                ? ALL
                : new Scope("(%s - INTERVAL %d SECOND)"
                        .formatted(rows.now(), options.since().toSeconds()));
    }

    /**
     * The condition on the alias' rows.
     *
     * @param orElse what is looked at in any case: {@code  OR …}, or nothing
     */
    String recent(String alias, String orElse) {
        return since == null ? "" : " AND (%s.created_at >= %s%s)".formatted(alias, since, orElse);
    }
}
