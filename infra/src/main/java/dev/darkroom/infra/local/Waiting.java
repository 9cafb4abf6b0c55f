package dev.darkroom.infra.local;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for a part to be there. */
final class Waiting {

    private static final long STEP_MILLIS = 50;

    private Waiting() {}

    /**
     * Waits until it is so.
     *
     * @param what what is waited for, for the text of the failure
     */
    static void until(String what, Duration most, BooleanSupplier condition) {
        long deadline = System.nanoTime() + most.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                throw new CannotStartException("%s within %d s".formatted(what, most.toSeconds()));
            }
            try {
                Thread.sleep(STEP_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new CannotStartException("interrupted");
            }
        }
    }
}
