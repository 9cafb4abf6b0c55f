package dev.darkroom.activities.generation;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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
        CountDownLatch done = new CountDownLatch(1);
        Thread.ofVirtual().name("beats").start(() -> beat(pulse, done));
        try {
            return work.run();
        } finally {
            done.countDown();
        }
    }

    /** Not ended by an interrupt, which would break off a beat that is on its way. */
    private static void beat(Pulse pulse, CountDownLatch done) {
        try {
            boolean over = false;
            while (!over && pulse.tryBeat()) {
                over = done.await(EVERY.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
