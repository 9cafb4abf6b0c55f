package dev.darkroom.infra.upstream;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The work that was taken since the start; the oldest is forgotten once there is too much. */
final class Works {

    private static final int WORKS_MAX = 50_000;

    private final Map<String, Work> works = new LinkedHashMap<>();
    private final Map<String, Work> newest = new HashMap<>();

    /** An id that nothing has. */
    String newId() {
        return UUID.randomUUID().toString();
    }

    /** The work that a provider took last; empty where there is none. */
    synchronized Optional<Work> newest(String provider) {
        return Optional.ofNullable(newest.get(provider));
    }

    synchronized void add(Work work) {
        works.put(work.id(), work);
        newest.put(work.order().provider(), work);
        if (works.size() > WORKS_MAX) {
            works.remove(works.keySet().iterator().next());
        }
    }

    synchronized Optional<Work> find(String id) {
        return Optional.ofNullable(works.get(id));
    }

    synchronized long count(Predicate<Work> which) {
        return works.values().stream().filter(which).count();
    }
}
