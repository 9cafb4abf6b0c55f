package dev.darkroom.infra.bench.figure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A line of a result: one figure of the product, beside its yardstick's.
 *
 * @param product one value for each repeat
 * @param yardstick one value for each repeat, in the same order
 */
public record Comparison(String name, Aim aim, List<Double> product, List<Double> yardstick) {

    private static final String COLUMNS = "%-30s %-24s %-24s %6s  %-8s %s";
    private static final int THOUSAND = 1000;

    public Comparison {
        product = List.copyOf(product);
        yardstick = List.copyOf(yardstick);
        if (product.size() != yardstick.size()) {
            throw new IllegalArgumentException("each repeat has both sides");
        }
    }

    /** The line above such lines. */
    public static String header(String product, String yardstick) {
        return COLUMNS.formatted("median (min to max) of repeats", product, yardstick, "ratio", "aim", "")
                .stripTrailing();
    }

    /**
     * The median of how each repeat's two stand to one another: both ran right after each other. Empty without values.
     */
    public Optional<Double> relation() {
        if (product.isEmpty()) {
            return Optional.empty();
        }
        double[] relations = new double[product.size()];
        for (int i = 0; i < relations.length; i++) {
            relations[i] = aim.relate(product.get(i), yardstick.get(i));
        }
        return Optional.of(Statistics.median(relations));
    }

    /** The line in the table. */
    public String line() {
        Optional<Double> relation = relation();
        return COLUMNS.formatted(
                        name,
                        text(product),
                        text(yardstick),
                        relation.map(aim::text).orElse("n/a"),
                        aim.text(),
                        relation.map(aim::verdict).orElse(""))
                .stripTrailing();
    }

    private static String text(List<Double> values) {
        if (values.isEmpty()) {
            return "n/a";
        }
        double[] all = values.stream().mapToDouble(Double::doubleValue).toArray();
        double median = Statistics.median(all);
        String form = form(median);
        return String.format(
                Locale.ROOT,
                "%1$s (%1$s to %1$s)".formatted(form),
                median,
                Arrays.stream(all).min().orElseThrow(),
                Arrays.stream(all).max().orElseThrow());
    }

    /** About four digits. */
    private static String form(double value) {
        if (value < 1) {
            return "%.3f";
        }
        return value < THOUSAND ? "%.1f" : "%.0f";
    }
}
