package dev.darkroom.activities.check.rule;

import org.jspecify.annotations.Nullable;

/**
 * A rule that rows alone decide.
 *
 * @param spine along which table it is looked at
 * @param sql selects the names of what breaks the rule, or rows of texts to be searched; {@code {page}} stands for the
 *     condition of a page, twice or more for the same one, and {@code {before:60}} for the moment 60 seconds before
 *     the snapshot
 * @param searched whether the first column is a name and the others texts in which no secret word may be
 */
public record RowRule(Rule rule, Spine spine, String sql, boolean searched) {

    /** The states in which a job has ended. */
    static final String TERMINAL = "('SUCCEEDED', 'FAILED', 'CANCELED')";

    private static final String PAGE = "{page}";

    RowRule(Rule rule, Spine spine, String sql) {
        this(rule, spine, sql.replace("{terminal}", TERMINAL), false);
    }

    /** How often the bounds of a page are to be given. */
    public int pages() {
        return (sql.length() - sql.replace(PAGE, "").length()) / PAGE.length();
    }

    /**
     * The statement, with a {@code ?} for each bound of its pages.
     *
     * @param since only rows that came then or later, as SQL writes a moment; null for all
     * @param now the moment of the snapshot, as SQL writes it
     */
    public String statement(@Nullable String since, String now, Waiver waiver) {
        String page = spine.page() + (since == null ? "" : spine.recent(since));
        return waiver.apply(sql.replace(PAGE, page), now);
    }
}
