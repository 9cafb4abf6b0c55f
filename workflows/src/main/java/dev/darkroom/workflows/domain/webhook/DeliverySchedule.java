package dev.darkroom.workflows.domain.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When a delivery is tried again: ten attempts over a little more than three days. Source: contracts, rule R14.
 *
 * <p>Each pause is up to a tenth longer, so that what failed together does not come back together. A receiver that names
 * a pause of its own gets that one, where it is longer, but no more than a day.
 */
public final class DeliverySchedule {

    /** The longest pause that a receiver can ask for. */
    public static final Duration ASKED_MAX = Duration.ofHours(24);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /** How often a delivery is tried. */
    public static final int TRIES_MAX = PAUSES.size() + 1;

    private static final int JITTER_PART = 10;

    private DeliverySchedule() {}

    /**
     * The pause after a try that failed.
     *
     * @param tries how many were made, this one too; 1 or more
     * @param asked how long the receiver asked to be left alone; zero where it did not
     * @param chance from 0, inclusive, to 1, exclusive
     * @return empty after the last one
     */
    public static Optional<Duration> pause(int tries, Duration asked, double chance) {
        if (tries < 1) {
            throw new IllegalArgumentException("tries are counted from 1");
        }
        if (tries >= TRIES_MAX) {
            return Optional.empty();
        }
        Duration usual = PAUSES.get(tries - 1);
        Duration jittered = usual.plusMillis((long) (chance * usual.toMillis() / JITTER_PART));
        Duration wanted = asked.compareTo(ASKED_MAX) > 0 ? ASKED_MAX : asked;
        return Optional.of(wanted.compareTo(jittered) > 0 ? wanted : jittered);
    }
}
