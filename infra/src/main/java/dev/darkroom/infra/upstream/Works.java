package dev.darkroom.infra.upstream;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The work that was taken since the start; the oldest is forgotten once there is too much. */
final class Works {

    private static final int WORKS_MAX = 50_000;

    private final Map<String, Work> works = new LinkedHashMap<>();
    private @Nullable String newest;

    /** An id that nothing has. */
    String newId() {
        return UUID.randomUUID().toString();
    }

    /** The id of the work that was taken last; empty where there is none. */
    synchronized Optional<String> newest() {
        return Optional.ofNullable(newest);
    }

    synchronized void add(Work work) {
        works.put(work.id(), work);
        newest = work.id();
        if (works.size() > WORKS_MAX) {
            works.remove(works.keySet().iterator().next());
        }
    }

    synchronized Optional<Work> find(String id) {
        return Optional.ofNullable(works.get(id));
    }
}
