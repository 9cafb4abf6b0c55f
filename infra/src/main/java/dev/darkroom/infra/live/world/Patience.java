package dev.darkroom.infra.live.world;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for what has to come, and not for ever. */
public final class Patience {

    private static final long STEP_MILLIS = 100;

    private Patience() {}

    /**
     * Waits until there is an answer.
     *
     * @param what what is waited for, for the text of the miss
     */
    public static <T> T await(String what, Duration most, Supplier<Optional<T>> answer) {
        long deadline = System.nanoTime() + most.toNanos();
        while (true) {
            Optional<T> found = answer.get();
            if (found.isPresent()) {
                return found.get();
            }
            MissException.unless(
                    System.nanoTime() < deadline, "%s did not come within %d s".formatted(what, most.toSeconds()));
            sleep(Duration.ofMillis(STEP_MILLIS));
        }
    }

    /** Waits until it is so. */
    public static void until(String what, Duration most, Supplier<Boolean> so) {
        await(what, most, () -> Optional.of(so.get()).filter(yes -> yes));
    }

    /** Lets time pass. */
    public static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        }
    }
}
