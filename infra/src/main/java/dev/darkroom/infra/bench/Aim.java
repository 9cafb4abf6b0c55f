package dev.darkroom.infra.bench;

import java.util.Locale;

/** What a ratio of product to bare should be. */
sealed interface Aim {

    record AtLeast(double ratio) implements Aim {}

    record AtMost(double ratio) implements Aim {}

    /** For the record only. */
    record None() implements Aim {}

    /** The aim in a table. */
    default String text() {
        return switch (this) {
            case AtLeast(double ratio) -> String.format(Locale.ROOT, ">= %.2f", ratio);
            case AtMost(double ratio) -> String.format(Locale.ROOT, "<= %.2f", ratio);
            case None() -> "";
        };
    }

    /** What a ratio is by this aim: met, missed, or nothing. */
    default String verdict(double ratio) {
        return switch (this) {
            case AtLeast(double least) -> ratio >= least ? "met" : "MISSED";
            case AtMost(double most) -> ratio <= most ? "met" : "MISSED";
            case None() -> "";
        };
    }
}
