package dev.darkroom.activities.check.rule;

/** The table along whose primary key a statement is run, so many rows at a time. */
public enum Spine {
    JOB("job", "j", "id", true, true),
    ARTIFACT("artifact", "a", "id", true, true),
    DELIVERY("webhook_delivery", "d", "id", true, true),
    WALLET("wallet", "w", "tenant_id", true, false),
    TRANSFER("transfer", "t", "id", false, false),
    AUDIT("audit", "u", "id", false, false),
    TENANT_EVENT("tenant_event", "v", "id", false, false),
    REPAIR("repair", "r", "id", false, false);

    private final String table;
    private final String alias;
    private final String key;
    private final boolean text;
    private final boolean dated;

    Spine(String table, String alias, String key, boolean text, boolean dated) {
        this.table = table;
        this.alias = alias;
        this.key = key;
        this.text = text;
        this.dated = dated;
    }

    public String table() {
        return table;
    }

    /** Less than every key. */
    public String first() {
        return text ? "" : "0";
    }

    /** More than every key: ids are hexadecimal digits and hyphens. */
    public String last() {
        return text ? "~" : Long.toString(Long.MAX_VALUE);
    }

    /** The key of the row that ends a page, after the key that {@code ?} stands for. */
    public String pageEnd(int rows) {
        return "SELECT %s FROM %s WHERE %s > ? ORDER BY %s LIMIT 1 OFFSET %d".formatted(key, table, key, key, rows - 1);
    }

    /** The condition of a page, with {@code ?} for the keys before its first and of its last row. */
    String page() {
        return "%s.%s > ? AND %s.%s <= ?".formatted(alias, key, alias, key);
    }

    /**
     * Of rows that came at that moment or later, and of jobs that have not ended.
     *
     * @param since a moment as SQL writes it
     */
    String recent(String since) {
        if (!dated) {
            return "";
        }
        String open = this == JOB ? " OR j.completed_at IS NULL" : "";
        return " AND (%s.created_at >= %s%s)".formatted(alias, since, open);
    }
}
