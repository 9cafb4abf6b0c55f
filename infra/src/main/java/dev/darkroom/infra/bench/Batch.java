package dev.darkroom.infra.bench;

import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.bench.figure.Statistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/**
 * Jobs of one side that ran as one.
 *
 * @param samples of the jobs that succeeded
 * @param failures what was wrong with each of the others
 * @param seconds from the first request to the last close
 * @param cpuSeconds that the side's processes used; empty where that cannot be known
 * @param serverSeconds of CPU that Temporal and the database used meanwhile; empty where that cannot be known
 */
record Batch(
        Side side,
        Phase phase,
        int repeat,
        List<Sample> samples,
        List<String> failures,
        double seconds,
        OptionalDouble cpuSeconds,
        OptionalDouble serverSeconds) {

    Batch {
        samples = List.copyOf(samples);
        failures = List.copyOf(failures);
    }

    double jobsPerSecond() {
        return samples.size() / seconds;
    }

    double percentile(double percent, ToDoubleFunction<Sample> value) {
        return Statistics.percentile(
                percent, samples.stream().mapToDouble(value).toArray());
    }

    /** Milliseconds for each job, of seconds for all. */
    OptionalDouble perJob(OptionalDouble all) {
        return all.isPresent() ? OptionalDouble.of(1000 * all.getAsDouble() / samples.size()) : all;
    }
}
