package dev.darkroom.infra.live.hostile;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Stack;
import dev.darkroom.infra.live.world.TemporalView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SequencedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that a request could leave behind: rows, money, workflows, stored bytes.
 *
 * @param counts by what is counted
 */
record Traces(SequencedMap<String, Long> counts) {

    private static final String[] TABLES = {
        "job",
        "job_event",
        "transfer",
        "artifact",
        "upload",
        "webhook_endpoint",
        "webhook_event",
        "webhook_delivery",
        "api_key",
        "tenant"
    };

    static Traces of(Stack stack) throws IOException {
        SequencedMap<String, Long> counts = new TreeMap<>();
        for (String table : TABLES) {
            counts.put(table, stack.books().count("SELECT COUNT(*) FROM " + table));
        }
        counts.put("balance", stack.books().count("SELECT SUM(balance) FROM wallet"));
        counts.put("held", stack.books().count("SELECT SUM(held) FROM wallet"));
        try (TemporalView temporal = new TemporalView(stack.ready())) {
            counts.put("workflows", temporal.count());
        }
        counts.put("files", files(stack.data().resolve("artifacts")));
        return new Traces(counts);
    }

    /** Misses unless the two are the same. */
    void unchangedSince(Traces before, String after) {
        MissException.unlessEqual(before.counts, counts, "what " + after + " leave behind");
    }

    private static long files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).count();
        }
    }
}
