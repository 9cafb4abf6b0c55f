package dev.darkroom.infra.bench;

import dev.darkroom.infra.bench.figure.Aim;
import dev.darkroom.infra.bench.figure.Comparison;
import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.bench.figure.Statistics;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * A line of the result.
 *
 * @param phase whose batches it is taken from
 * @param value of one batch; empty where it cannot be known here
 */
record Measure(String name, Phase phase, Aim aim, Function<Batch, OptionalDouble> value) {

    private static final Aim THROUGHPUT = new Aim.AtLeast(0.80);
    private static final Aim LATENCY = new Aim.AtMost(1.25);
    private static final Aim POST_TAIL = new Aim.AtMost(1.50);
    private static final Aim NONE = new Aim.None();

    /** All lines, in the order of the table. */
    static List<Measure> all(int inFlight) {
        String loaded = ", %d in flight".formatted(inFlight);
        return List.of(
                always("jobs/s" + loaded, Phase.LOADED, THROUGHPUT, Batch::jobsPerSecond),
                post("POST p50 ms, alone", Phase.LONE, 50, LATENCY),
                post("POST p99 ms, alone", Phase.LONE, 99, POST_TAIL),
                post("POST p50 ms" + loaded, Phase.LOADED, 50, LATENCY),
                post("POST p99 ms" + loaded, Phase.LOADED, 99, POST_TAIL),
                terminal("terminal p50 ms, alone", Phase.LONE, 50),
                terminal("terminal p99 ms, alone", Phase.LONE, 99),
                terminal("terminal p50 ms" + loaded, Phase.LOADED, 50),
                terminal("terminal p99 ms" + loaded, Phase.LOADED, 99),
                new Measure("CPU ms per job", Phase.LOADED, NONE, batch -> batch.perJob(batch.cpuSeconds())),
                new Measure(
                        "servers' CPU ms per job", Phase.LOADED, NONE, batch -> batch.perJob(batch.serverSeconds())),
                always(
                        "history events per job",
                        Phase.LOADED,
                        NONE,
                        batch -> Statistics.median(batch.samples().stream()
                                .mapToDouble(Sample::events)
                                .toArray())));
    }

    /** Takes the measure from all batches. */
    Comparison compare(List<Batch> batches) {
        return new Comparison(name, aim, values(batches, Side.PRODUCT), values(batches, Side.BARE));
    }

    private List<Double> values(List<Batch> batches, Side side) {
        return batches.stream()
                .filter(batch -> batch.side() == side && batch.phase() == phase)
                .filter(batch -> !batch.samples().isEmpty())
                .flatMap(batch -> value.apply(batch).stream().boxed())
                .toList();
    }

    private static Measure post(String name, Phase phase, double percent, Aim aim) {
        return always(name, phase, aim, batch -> batch.percentile(percent, Sample::postMillis));
    }

    private static Measure terminal(String name, Phase phase, double percent) {
        return always(name, phase, LATENCY, batch -> batch.percentile(percent, Sample::terminalMillis));
    }

    private static Measure always(String name, Phase phase, Aim aim, Function<Batch, Double> value) {
        return new Measure(name, phase, aim, batch -> OptionalDouble.of(value.apply(batch)));
    }
}
