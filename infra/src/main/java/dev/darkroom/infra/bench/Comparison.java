package dev.darkroom.infra.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A measure on both sides.
 *
 * @param product one value for each repeat
 * @param bare one value for each repeat, in the same order
 */
record Comparison(Measure measure, List<Double> product, List<Double> bare) {

    Comparison {
        product = List.copyOf(product);
        bare = List.copyOf(bare);
        if (product.size() != bare.size()) {
            throw new IllegalArgumentException("each repeat has both sides");
        }
    }

    /** Takes the measure from all batches. */
    static Comparison of(Measure measure, List<Batch> batches) {
        return new Comparison(measure, values(measure, batches, Side.PRODUCT), values(measure, batches, Side.BARE));
    }

    /** The median of the repeats' ratios: both batches of a repeat ran right after each other. Empty without values. */
    Optional<Double> ratio() {
        if (product.isEmpty()) {
            return Optional.empty();
        }
        double[] ratios = new double[product.size()];
        for (int i = 0; i < ratios.length; i++) {
            ratios[i] = product.get(i) / bare.get(i);
        }
        return Optional.of(Statistics.median(ratios));
    }

    /** The line in the table. */
    String line() {
        Optional<Double> ratio = ratio();
        return String.format(
                        Locale.ROOT,
                        "%-30s %-24s %-24s %6s  %-8s %s",
                        measure.name(),
                        text(product),
                        text(bare),
                        ratio.map(value -> String.format(Locale.ROOT, "%.2f", value))
                                .orElse("n/a"),
                        measure.aim().text(),
                        ratio.map(measure.aim()::verdict).orElse(""))
                .stripTrailing();
    }

    private static List<Double> values(Measure measure, List<Batch> batches, Side side) {
        return batches.stream()
                .filter(batch -> batch.side() == side && batch.phase() == measure.phase())
                .filter(batch -> !batch.samples().isEmpty())
                .flatMap(batch -> measure.value().apply(batch).stream().boxed())
                .toList();
    }

    private static String text(List<Double> values) {
        if (values.isEmpty()) {
            return "n/a";
        }
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        return String.format(
                Locale.ROOT,
                "%.1f (%.1f to %.1f)",
                Statistics.median(all),
                Arrays.stream(all).min().orElseThrow(),
                Arrays.stream(all).max().orElseThrow());
    }
}
