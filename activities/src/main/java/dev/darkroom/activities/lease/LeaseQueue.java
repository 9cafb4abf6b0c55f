package dev.darkroom.activities.lease;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * The jobs of a tenant that wait for a lease.
 *
 * @param runningMax how many may run at once, 1 or more
 * @param waiting how many wait
 */
@Introspected
public record LeaseQueue(int runningMax, int waiting) {

    private static final Duration LEAST = Duration.ofSeconds(2);
    private static final Duration MOST = Duration.ofSeconds(30);

    /**
     * How long one of them pauses before it asks again: the longer the queue, the longer, so that all of them together
     * ask about once a second for each job that may run, however many they are. What a tenant asks for at a provider
     * that all share therefore does not grow with its queue. Old and new jobs pause alike, by chance from half as long
     * to half as long again.
     */
    public Duration pause(RandomGenerator random) {
        Duration turn = Duration.ofSeconds(1).multipliedBy(waiting).dividedBy(runningMax);
        Duration middle = turn.compareTo(MOST) > 0 ? MOST : turn.compareTo(LEAST) < 0 ? LEAST : turn;
        return middle.dividedBy(2).plusMillis(random.nextLong(middle.toMillis()));
    }
}
