package dev.darkroom.activities.generation;

import java.time.Duration;
import java.util.function.Supplier;

/** Shows life while something runs that cannot do so itself, such as an exchange with a provider. */
final class Beats {

    private static final Duration EVERY = Duration.ofMillis(500);

    private Beats() {}

    /** Runs {@code work}; how it ends does not depend on whether the attempt is still wanted. */
    static <T> T during(Pulse pulse, Supplier<T> work) {
        Thread beating = Thread.ofVirtual().name("beats").start(() -> beat(pulse));
        try {
            return work.get();
        } finally {
            beating.interrupt();
        }
    }

    private static void beat(Pulse pulse) {
        try {
            while (pulse.tryBeat()) {
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
