package dev.darkroom.infra.bench.webhook;

import java.time.Duration;

/**
 * How much is run.
 *
 * @param repeats of everything
 * @param alone webhooks of a repeat that come one at a time, and as many bare hops of each kind
 * @param inFlight jobs at a time during the warm-up
 * @param warmUp webhooks before anything counts, and as many bare hops
 * @param holeSeconds how long deliveries are watched beside a receiver that hangs, and beside one that answers, each
 *     repeat
 */
public record WebhookPlan(int repeats, int alone, int inFlight, int warmUp, int holeSeconds) {

    private static final int COUNT_MAX = 100_000;
    private static final int IN_FLIGHT_MAX = 1000;
    private static final int SECONDS_MAX = 600;

    public WebhookPlan {
        within("repeats", repeats, 1, COUNT_MAX);
        within("alone", alone, 1, COUNT_MAX);
        within("in-flight", inFlight, 1, IN_FLIGHT_MAX);
        within("warm-up", warmUp, 0, COUNT_MAX);
        within("hole-seconds", holeSeconds, 1, SECONDS_MAX);
    }

    Duration watched() {
        return Duration.ofSeconds(holeSeconds);
    }

    private static void within(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("--%s is %d to %d".formatted(name, least, most));
        }
    }
}
