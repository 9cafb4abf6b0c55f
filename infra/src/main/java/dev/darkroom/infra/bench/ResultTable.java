package dev.darkroom.infra.bench;

import java.util.ArrayList;
import java.util.List;

/** What is printed at the end. */
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
        lines.add("%-30s %-24s %-24s %6s  %-8s"
                .formatted("median (min to max) of repeats", "product", "bare", "ratio", "aim")
                .stripTrailing());
        for (Measure measure : Measure.all(inFlight)) {
            lines.add(Comparison.of(measure, batches).line());
        }
        lines.add("");
        lines.add(drawn ? DRAWN : STOCK);
        lines.add("Ratios are medians of each repeat's own. \"Terminal\" is from the request to the workflow's close.");
        return lines;
    }
}
