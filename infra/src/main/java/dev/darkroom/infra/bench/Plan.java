package dev.darkroom.infra.bench;

/**
 * How much is run.
 *
 * @param repeats of both phases on both sides
 * @param alone jobs of a repeat that run one at a time
 * @param jobs of a repeat that run so many at a time
 * @param inFlight how many that is
 * @param warmUp jobs of each side before anything counts
 */
record Plan(int repeats, int alone, int jobs, int inFlight, int warmUp) {

    private static final int MAX = 100_000;

    Plan {
        within("repeats", repeats, 1);
        within("alone", alone, 1);
        within("jobs", jobs, 1);
        within("in-flight", inFlight, 1);
        within("warm-up", warmUp, 0);
    }

    private static void within(String name, int value, int least) {
        if (value < least || value > MAX) {
            throw new IllegalArgumentException("--%s is %d to %d".formatted(name, least, MAX));
        }
    }
}
