package dev.darkroom.api.moderation.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What was found in one text. */
final class Hits {

    private record Hit(Group group, int start, int last) {}

    private final List<Hit> hits = new ArrayList<>();

    /**
     * @param start the place where it begins, or {@link States#EARLIER}
     * @param last the place where it ends
     */
    void add(Group group, int start, int last) {
        hits.add(new Hit(group, start, last));
    }

    /** Adds the groups of which something was found outside of what is harmless. */
    void addTo(Set<Group> groups, int textLength) {
        Map<Integer, int[]> harmlessUntil = new HashMap<>();
        for (Hit hit : hits) {
            if (hit.group().isHarmless() && hit.start() != States.EARLIER) {
                int[] until = harmlessUntil.computeIfAbsent(hit.group().list(), _ -> nowhere(textLength));
                until[hit.start()] = Math.max(until[hit.start()], hit.last());
            }
        }
        // For each place, how far a phrase reaches that begins there or before.
        harmlessUntil.values().forEach(until -> Arrays.parallelPrefix(until, Math::max));
        for (Hit hit : hits) {
            int[] until = harmlessUntil.get(hit.group().list());
            boolean covered = until != null && hit.start() != States.EARLIER && until[hit.start()] >= hit.last();
            if (!covered && !hit.group().isHarmless()) {
                groups.add(hit.group());
            }
        }
    }

    private static int[] nowhere(int textLength) {
        int[] until = new int[textLength];
        Arrays.fill(until, -1);
        return until;
    }
}
