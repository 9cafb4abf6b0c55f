package dev.darkroom.infra.bench.webhook;

import java.util.List;

/** Makes a number of jobs that tell nobody of their end, as fast as they come. */
@FunctionalInterface
public interface Generation {

    /** Makes them, and waits for the last one. */
    Made run(int repeat) throws InterruptedException;

    /**
     * How it went.
     *
     * @param failures what was wrong with each job that was lost
     */
    record Made(double jobsPerSecond, List<String> failures) {
        public Made {
            failures = List.copyOf(failures);
        }
    }
}
