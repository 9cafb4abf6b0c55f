package dev.darkroom.activities.check.rule;

/**
 * One thing that must be so.
 *
 * @param id the invariant and a name, like {@code I3.balance}
 * @param claim what must be so, in one sentence
 * @param when at which moments it must be so
 */
public record Rule(String id, String claim, When when) {

    private static final int NAME_MAX = 20;

    /** At which moments a rule holds. */
    public enum When {
        /** At every commit: the rows of one snapshot alone decide it, whatever is under way. */
        ALWAYS,
        /** Once what is under way has had its time: it compares things that are written one after the other. */
        AT_REST
    }

    public Rule {
        if (!id.matches("I\\d{1,2}\\.[a-z]{1,%d}".formatted(NAME_MAX))) {
            throw new IllegalArgumentException("%s is no rule's id".formatted(id));
        }
    }

    public static Rule always(String id, String claim) {
        return new Rule(id, claim, When.ALWAYS);
    }

    public static Rule atRest(String id, String claim) {
        return new Rule(id, claim, When.AT_REST);
    }

    /** The number of the invariant. */
    public int invariant() {
        return Integer.parseInt(id.substring(1, id.indexOf('.')));
    }
}
