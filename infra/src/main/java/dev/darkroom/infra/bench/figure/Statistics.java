package dev.darkroom.infra.bench.figure;

import java.util.Arrays;

/** What is made of many numbers. */
public final class Statistics {

    private Statistics() {}

    /**
     * The smallest value that at least so many percent of all are not above (nearest rank).
     *
     * @param percent above 0, up to 100
     * @param values one or more, in any order
     */
    public static double percentile(double percent, double... values) {
        if (values.length == 0 || percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("a percentile needs a percentage and a value");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }

    /** The middle value, or the mean of the two in the middle. */
    public static double median(double... values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("a median needs a value");
        }
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
