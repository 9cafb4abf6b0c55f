package dev.darkroom.infra.bench;

import dev.darkroom.infra.bench.figure.Comparison;
import java.util.ArrayList;
import java.util.List;

/** What is printed of the jobs at the end. */
record ResultTable(List<Batch> batches, int inFlight, boolean drawn) {

    private static final String STOCK =
            "The sandbox has no delay and draws nothing: each job is delivered the same stock"
                    + " picture (16:9), which is fetched, hashed and stored as any other. Nothing is subtracted.";
    private static final String DRAWN = "The sandbox has no delay, but draws each picture (16:9) inside the product's"
            + " process: this provider's work is in the product's numbers. Nothing is subtracted.";

    ResultTable {
        batches = List.copyOf(batches);
    }

    /** All lines. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(Comparison.header("product", "bare"));
        for (Measure measure : Measure.all(inFlight)) {
            lines.add(measure.compare(batches).line());
        }
        lines.add("");
        lines.add(drawn ? DRAWN : STOCK);
        lines.add("Ratios are medians of each repeat's own. \"Terminal\" is from the request to the workflow's close.");
        return lines;
    }
}
