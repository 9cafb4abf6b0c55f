package dev.darkroom.infra.bench.webhook;

import dev.darkroom.infra.bench.figure.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What was measured of the webhooks. */
public final class WebhookResult {

    private static final List<String> NOTES = List.of(
            "From the end of the job, as its row has it (the database's clock, whole milliseconds cut off, before the"
                    + " commit),",
            "to the first byte at the receiver, which is in the bench's process (microseconds of the same machine's"
                    + " clock).",
            "Bare hops are taken by one process with its own clock, of nanoseconds. With a sign it is the difference.",
            "The receiver that hangs is another tenant's; %d events a second in all, half of them its own, beside which"
                    .formatted(HoleBench.EVENTS_PER_SECOND),
            "the jobs run too. Without it, everything is the same but that this receiver answers. Ratios and"
                    + " differences",
            "are medians of each repeat's own.");

    private final List<WebhookBatch> batches;
    private final int inFlight;

    WebhookResult(List<WebhookBatch> batches, int inFlight) {
        this.batches = List.copyOf(batches);
        this.inFlight = inFlight;
    }

    /** What is printed at the end. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        add(lines, Comparison.header("webhook", "two bare hops"), WebhookMeasure.latency(Kind.TWO_HOPS));
        add(lines, Comparison.header("webhook", "same steps, empty"), WebhookMeasure.latency(Kind.SAME_STEPS));
        add(lines, Comparison.header("beside one that hangs", "without"), WebhookMeasure.hole(inFlight));
        lines.addAll(NOTES);
        return lines;
    }

    /** The raw data: a line for each value, after a header. */
    public List<String> csv() {
        return Stream.concat(
                        Stream.of(WebhookBatch.CSV_HEADER), batches.stream().flatMap(WebhookBatch::csv))
                .toList();
    }

    /** What was wrong with everything that did not arrive, of the warm-up too. */
    public List<String> failures() {
        return batches.stream().flatMap(batch -> batch.failures().stream()).toList();
    }

    private void add(List<String> lines, String header, List<WebhookMeasure> measures) {
        lines.add(header);
        measures.forEach(measure -> lines.add(measure.compare(batches).line()));
        lines.add("");
    }
}
