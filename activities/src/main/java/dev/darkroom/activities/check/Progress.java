package dev.darkroom.activities.check;

import java.time.Duration;
import java.util.function.Consumer;

/** Says how far a long check is, every few seconds. */
final class Progress {

    private static final long EVERY_NANOS = Duration.ofSeconds(5).toNanos();

    private final Consumer<String> say;
    private long said = System.nanoTime();

    Progress(Consumer<String> say) {
        this.say = say;
    }

    /** So many of so many things are looked at. */
    void at(String what, long done, long all) {
        long now = System.nanoTime();
        if (now - said >= EVERY_NANOS) {
            said = now;
            say.accept("%s: %,d of %,d".formatted(what, Math.min(done, all), all));
        }
    }

    /** So many things are looked at, of nobody knows how many. */
    void at(String what, long done) {
        long now = System.nanoTime();
        if (now - said >= EVERY_NANOS) {
            said = now;
            say.accept("%s: %,d".formatted(what, done));
        }
    }
}
