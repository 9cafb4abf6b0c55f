package dev.darkroom.infra.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Lines of which each is compared with the row of its job: they are asked for many at a time. */
final class Batch {

    private static final int SIZE = 500;

    private final Jobs jobs;
    private final BiConsumer<Asked, Jobs.@Nullable Booked> compare;
    private final List<Asked> waiting = new ArrayList<>();

    Batch(Jobs jobs, BiConsumer<Asked, Jobs.@Nullable Booked> compare) {
        this.jobs = jobs;
        this.compare = compare;
    }

    /**
     * Something that was said of a job.
     *
     * @param about what a report names
     */
    record Asked(String job, String about, Line line) {}

    void add(Asked asked) {
        waiting.add(asked);
        if (waiting.size() == SIZE) {
            finish();
        }
    }

    /** Compares what still waits. */
    void finish() {
        Map<String, Jobs.Booked> found =
                jobs.find(waiting.stream().map(Asked::job).distinct().toList());
        waiting.forEach(asked -> compare.accept(asked, found.get(asked.job())));
        waiting.clear();
    }
}
