package dev.darkroom.infra.check;

import java.util.Set;

/**
 * Something that is done to a healthy world.
 *
 * @param what in words
 * @param act does it
 * @param caught the rules that it breaks: one, or more where the books say the same thing twice
 */
record Corruption(String what, Act act, Set<String> caught) {
    Corruption {
        caught = Set.copyOf(caught);
    }

    /** Does something. */
    interface Act {
        void on(World world, FakeWorkflows workflows, Evidence evidence) throws Exception;
    }

    static Corruption act(String what, Act act, String... caught) {
        return new Corruption(what, act, Set.of(caught));
    }

    /** One statement. */
    static Corruption sql(String what, SqlOf sql, String... caught) {
        return act(what, (world, _, _) -> world.database.execute(sql.of(world)), caught);
    }

    /** Makes a statement. */
    interface SqlOf {
        String of(World world);
    }

    @Override
    public String toString() {
        return what;
    }
}
