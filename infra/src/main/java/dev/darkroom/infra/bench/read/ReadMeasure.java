package dev.darkroom.infra.bench.read;

import dev.darkroom.infra.bench.figure.Aim;
import dev.darkroom.infra.bench.figure.Comparison;
import dev.darkroom.infra.bench.figure.Phase;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A line of the result.
 *
 * @param phase whose batches it is taken from
 * @param value of one batch; empty where it cannot be known here
 */
record ReadMeasure(String name, Phase phase, Aim aim, Function<ReadBatch, OptionalDouble> value) {

    private static final Aim THROUGHPUT = new Aim.AtLeast(0.60);
    private static final Aim LATENCY = new Aim.AtMostMore(1.0);
    private static final Aim NONE = new Aim.None();
    private static final Aim UNRELATED = new Aim.Unrelated();

    /** All lines about a resource, in the order of the table. */
    static List<ReadMeasure> all(Resource resource, int inFlight) {
        String loaded = ", %d in flight".formatted(inFlight);
        // A page may take longer than one task; how long is for the record.
        Aim latency = resource == Resource.TASK ? LATENCY : NONE;
        return List.of(
                always("reads/s" + loaded, Phase.LOADED, THROUGHPUT, ReadBatch::perSecond),
                always("p50 ms, alone", Phase.LONE, latency, ReadBatch::p50Millis),
                always("p99 ms, alone", Phase.LONE, NONE, ReadBatch::p99Millis),
                always("p50 ms" + loaded, Phase.LOADED, NONE, ReadBatch::p50Millis),
                always("p99 ms" + loaded, Phase.LOADED, NONE, ReadBatch::p99Millis),
                new ReadMeasure("CPU ms per read", Phase.LOADED, NONE, ReadBatch::productMillisPerRead),
                new ReadMeasure("servers' CPU ms per read", Phase.LOADED, UNRELATED, ReadBatch::serverMillisPerRead),
                new ReadMeasure("caller's part of the CPU, %", Phase.LOADED, UNRELATED, ReadBatch::callerPercent));
    }

    /** Takes the measure from all batches, beside the static file's. */
    Comparison compare(Resource resource, List<ReadBatch> batches) {
        return new Comparison(name, aim, values(batches, resource), values(batches, Resource.FILE));
    }

    private List<Double> values(List<ReadBatch> batches, Resource resource) {
        return batches.stream()
                .filter(batch -> batch.resource() == resource && batch.phase() == phase)
                .flatMap(batch -> value.apply(batch).stream().boxed())
                .toList();
    }

    private static ReadMeasure always(String name, Phase phase, Aim aim, Function<ReadBatch, Double> value) {
        return new ReadMeasure(name, phase, aim, batch -> OptionalDouble.of(value.apply(batch)));
    }
}
