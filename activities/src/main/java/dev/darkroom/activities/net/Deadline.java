package dev.darkroom.activities.net;

import java.time.Duration;

/** The moment at which something has to be over, whatever it is doing then. */
public final class Deadline {

    private final long endNanos;

    private Deadline(long endNanos) {
        this.endNanos = endNanos;
    }

    /** So long from now. */
    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime() + time.toNanos());
    }

    /** Whether it has passed. */
    public boolean isOver() {
        return leftNanos() == 0;
    }

    /** How long it is until then; 0 once it has passed. */
    long leftNanos() {
        return Math.max(0, endNanos - System.nanoTime());
    }
}
