package dev.darkroom.infra.bench.read;

import java.time.Duration;

/**
 * How much is read.
 *
 * @param repeats of both phases of every resource
 * @param seconds that a resource is read under load, each repeat; one at a time for a third of it
 * @param inFlight how many reads at a time that is
 * @param warmUp seconds of each resource before anything counts
 */
public record ReadPlan(int repeats, double seconds, int inFlight, int warmUp) {

    private static final int COUNT_MAX = 1000;
    private static final double SECONDS_LEAST = 0.1;
    private static final int SECONDS_MAX = 600;
    private static final int LONE_PART = 3;

    public ReadPlan {
        within("repeats", repeats, 1, 100_000);
        within("read-seconds", seconds, SECONDS_LEAST, SECONDS_MAX);
        within("in-flight", inFlight, 1, COUNT_MAX);
        within("read-warm-up", warmUp, 0, SECONDS_MAX);
    }

    Duration loaded() {
        return Duration.ofMillis(Math.round(1000 * seconds));
    }

    Duration lone() {
        return loaded().dividedBy(LONE_PART);
    }

    private static void within(String name, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException("--%s is %s to %s".formatted(name, least, most));
        }
    }
}
