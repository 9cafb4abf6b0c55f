package dev.darkroom.infra.bench.webhook;

import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.bench.figure.Statistics;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * What was measured in a row.
 *
 * @param millis of each that arrived
 * @param failures what was wrong with each that did not
 * @param jobsPerSecond of the jobs made meanwhile; empty where there were none
 * @param hung how many calls the receiver that hangs has kept waiting; empty where there is none
 */
record WebhookBatch(
        Kind kind,
        Phase phase,
        int repeat,
        List<Double> millis,
        List<String> failures,
        OptionalDouble jobsPerSecond,
        OptionalDouble hung) {

    static final String CSV_HEADER = "kind,phase,repeat,figure,value";

    WebhookBatch {
        millis = List.copyOf(millis);
        failures = List.copyOf(failures);
    }

    /** Without jobs beside them. */
    static WebhookBatch of(Kind kind, Phase phase, int repeat, List<Double> millis, List<String> failures) {
        return new WebhookBatch(kind, phase, repeat, millis, failures, OptionalDouble.empty(), OptionalDouble.empty());
    }

    /** Empty where nothing arrived. */
    OptionalDouble percentile(double percent) {
        return millis.isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(Statistics.percentile(
                        percent,
                        millis.stream().mapToDouble(Double::doubleValue).toArray()));
    }

    /** The batch in words. */
    String told() {
        OptionalDouble p50 = percentile(50);
        return String.format(
                Locale.ROOT,
                "%-8s %-14s %d: %d in %s ms (p50)%s%s%s",
                phase.name().toLowerCase(Locale.ROOT),
                kind.word(),
                repeat,
                millis.size(),
                p50.isPresent() ? text("%.1f", p50) : "n/a",
                text(", %.1f jobs/s", jobsPerSecond),
                text(", %.0f calls hung", hung),
                failures.isEmpty() ? "" : ", %d LOST: %s".formatted(failures.size(), failures.getFirst()));
    }

    /** The raw data. */
    Stream<String> csv() {
        return Stream.of(
                        millis.stream().map(value -> line("ms", value)),
                        jobsPerSecond.stream().mapToObj(value -> line("jobs_per_s", value)),
                        hung.stream().mapToObj(value -> line("calls_hung", value)))
                .flatMap(lines -> lines);
    }

    private String line(String figure, double value) {
        return String.format(
                Locale.ROOT,
                "%s,%s,%d,%s,%.3f",
                kind.word(),
                phase.name().toLowerCase(Locale.ROOT),
                repeat,
                figure,
                value);
    }

    private static String text(String form, OptionalDouble value) {
        return value.isPresent() ? String.format(Locale.ROOT, form, value.getAsDouble()) : "";
    }
}
