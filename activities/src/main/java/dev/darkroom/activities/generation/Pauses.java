package dev.darkroom.activities.generation;

import java.time.Duration;

/** Waiting that stops soon after it is no longer wanted. */
final class Pauses {

    private static final long SLICE_MILLIS = 500;

    private Pauses() {}

    /** Sleeps, with a beat at least every half second. */
    static void sleep(Duration duration, Pulse pulse) {
        long deadline = System.nanoTime() + duration.toNanos();
        pulse.beat();
        for (long left = duration.toMillis(); left > 0; left = (deadline - System.nanoTime()) / 1_000_000) {
            try {
                Thread.sleep(Math.min(left, SLICE_MILLIS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting", e);
            }
            pulse.beat();
        }
    }
}
