package dev.darkroom.activities.generation;

import java.time.Duration;

/** Shows life while something runs that cannot do so itself, such as an exchange with a provider. */
final class Beats {

    private static final Duration EVERY = Duration.ofMillis(500);

    private Beats() {}

    /** What is run meanwhile. */
    @FunctionalInterface
    interface Work<T, E extends Exception> {
        T run() throws E;
    }

    /** Runs {@code work}; how it ends does not depend on whether the attempt is still wanted. */
    static <T, E extends Exception> T during(Pulse pulse, Work<T, E> work) throws E {
        Thread beating = Thread.ofVirtual().name("beats").start(() -> beat(pulse));
        try {
            return work.run();
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
