package dev.darkroom.infra.live.hostile;

import java.util.Set;

/**
 * A hostile request, and how it may be answered.
 *
 * @param number the input's in the list
 * @param text a character for each byte
 * @param statuses each of them is right; {@link #SILENCE} where the connection may be closed without an answer
 */
record Probe(int number, String name, String text, Set<Integer> statuses) {

    /** No answer at all. */
    static final int SILENCE = 0;

    private static final int NAME_MAX = 70;

    Probe {
        name = name.length() > NAME_MAX ? name.substring(0, NAME_MAX) + "…" : name;
        statuses = Set.copyOf(statuses);
    }

    /** For a miss: which one it was. */
    @Override
    public String toString() {
        return "%d %s".formatted(number, name);
    }
}
