package dev.darkroom.infra.bench.figure;

import java.util.Locale;

/** How the product should stand to its yardstick. */
public sealed interface Aim {

    record AtLeast(double ratio) implements Aim {}

    record AtMost(double ratio) implements Aim {}

    /** A difference, not a ratio. */
    record AtMostMore(double by) implements Aim {}

    /** For the record only. */
    record None() implements Aim {}

    /** Both sides for the record, and nothing of how they stand to one another. */
    record Unrelated() implements Aim {}

    /** How it stands: as a ratio, or as a difference where the aim is one. */
    default double relate(double product, double yardstick) {
        return switch (this) {
            case AtMostMore _ -> product - yardstick;
            case AtLeast _, AtMost _, None _ -> product / yardstick;
            case Unrelated _ -> Double.NaN;
        };
    }

    /** The aim in a table. */
    default String text() {
        return switch (this) {
            case AtLeast(double ratio) -> String.format(Locale.ROOT, ">= %.2f", ratio);
            case AtMost(double ratio) -> String.format(Locale.ROOT, "<= %.2f", ratio);
            case AtMostMore(double by) -> String.format(Locale.ROOT, "<= %+.2f", by);
            case None(), Unrelated() -> "";
        };
    }

    /** In a table, what {@link #relate} has found. */
    default String text(double relation) {
        return switch (this) {
            case AtMostMore _ -> String.format(Locale.ROOT, "%+.2f", relation);
            case AtLeast _, AtMost _, None _ -> String.format(Locale.ROOT, "%.2f", relation);
            case Unrelated _ -> "";
        };
    }

    /** What such a relation is by this aim: met, missed, or nothing. */
    default String verdict(double relation) {
        return switch (this) {
            case AtLeast(double least) -> relation >= least ? "met" : "MISSED";
            case AtMost(double most) -> relation <= most ? "met" : "MISSED";
            case AtMostMore(double most) -> relation <= most ? "met" : "MISSED";
            case None(), Unrelated() -> "";
        };
    }
}
