package dev.darkroom.infra.bench.webhook;

import dev.darkroom.infra.bench.figure.Aim;
import dev.darkroom.infra.bench.figure.Comparison;
import dev.darkroom.infra.bench.figure.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A line of the result.
 *
 * @param yardstick what it is beside
 * @param value of one batch; empty where it cannot be known
 */
record WebhookMeasure(String name, Kind kind, Kind yardstick, Aim aim, Function<WebhookBatch, OptionalDouble> value) {

    private static final Aim BEYOND_HOPS = new Aim.AtMostMore(150);
    private static final Aim BESIDE_HOLE = new Aim.AtMost(1.5);
    private static final Aim THROUGHPUT = new Aim.AtLeast(0.9);
    private static final Aim NONE = new Aim.None();
    private static final Aim UNRELATED = new Aim.Unrelated();

    /** From the end of a job to the first byte, beside this yardstick, of which only one has an aim. */
    static List<WebhookMeasure> latency(Kind yardstick) {
        return List.of(
                percentile("end to first byte p50 ms", yardstick, 50, yardstick == Kind.TWO_HOPS ? BEYOND_HOPS : NONE),
                percentile("end to first byte p99 ms", yardstick, 99, NONE));
    }

    /** Beside a receiver that hangs, and beside one that does not. */
    static List<WebhookMeasure> hole(int inFlight) {
        return List.of(
                beside("end to first byte p50 ms", BESIDE_HOLE, batch -> batch.percentile(50)),
                beside("end to first byte p99 ms", NONE, batch -> batch.percentile(99)),
                beside("jobs/s, %d in flight".formatted(inFlight), THROUGHPUT, WebhookBatch::jobsPerSecond),
                beside("calls that hung", UNRELATED, WebhookBatch::hung));
    }

    /** Takes the measure from all batches that count, of the repeats that have it on both sides. */
    Comparison compare(List<WebhookBatch> batches) {
        List<Double> values = new ArrayList<>();
        List<Double> yardsticks = new ArrayList<>();
        int last = batches.stream().mapToInt(WebhookBatch::repeat).max().orElse(0);
        for (int repeat = 1; repeat <= last; repeat++) {
            OptionalDouble one = value(batches, kind, repeat);
            OptionalDouble other = value(batches, yardstick, repeat);
            if (one.isPresent() && other.isPresent()) {
                values.add(one.getAsDouble());
                yardsticks.add(other.getAsDouble());
            }
        }
        return new Comparison(name, aim, values, yardsticks);
    }

    private OptionalDouble value(List<WebhookBatch> batches, Kind side, int repeat) {
        return batches.stream()
                .filter(batch -> batch.phase() != Phase.WARM_UP && batch.kind() == side && batch.repeat() == repeat)
                .map(value)
                .findFirst()
                .orElse(OptionalDouble.empty());
    }

    private static WebhookMeasure percentile(String name, Kind yardstick, double percent, Aim aim) {
        return new WebhookMeasure(name, Kind.WEBHOOK, yardstick, aim, batch -> batch.percentile(percent));
    }

    private static WebhookMeasure beside(String name, Aim aim, Function<WebhookBatch, OptionalDouble> value) {
        return new WebhookMeasure(name, Kind.BESIDE_HOLE, Kind.BESIDE_HEALTHY, aim, value);
    }
}
