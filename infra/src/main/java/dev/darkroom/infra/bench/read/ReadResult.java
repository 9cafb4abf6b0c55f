package dev.darkroom.infra.bench.read;

import dev.darkroom.infra.bench.figure.Comparison;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What was measured of the reads. */
public final class ReadResult {

    private static final List<String> NOTES = List.of(
            "The static file is " + ReadBench.FILE
                    + " of the same server, some hundred bytes out of its jar, asked for",
            "without a key: no look-up, no allowance, no database. A page is the work of " + FinishedTasks.PAGE
                    + " tasks.",
            "All are read over connections that stay open, each of which asks again when it is answered. Who reads"
                    + " them",
            "runs on the same processors; its CPU time is a part of every read and draws ratios towards 1. Nothing is",
            "subtracted. Ratios are medians of each repeat's own; with a sign it is the difference.");

    private final List<ReadBatch> batches;
    private final int inFlight;

    ReadResult(List<ReadBatch> batches, int inFlight) {
        this.batches = List.copyOf(batches);
        this.inFlight = inFlight;
    }

    /** What is printed at the end. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        for (Resource resource : List.of(Resource.TASK, Resource.LIST)) {
            lines.add(Comparison.header(resource.label(), Resource.FILE.label()));
            for (ReadMeasure measure : ReadMeasure.all(resource, inFlight)) {
                lines.add(measure.compare(resource, batches).line());
            }
            lines.add("");
        }
        lines.addAll(NOTES);
        return lines;
    }

    /** The raw data: a line for each batch, after a header. */
    public List<String> csv() {
        return Stream.concat(Stream.of(ReadBatch.CSV_HEADER), batches.stream().map(ReadBatch::csv))
                .toList();
    }
}
