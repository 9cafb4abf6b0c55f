package dev.darkroom.workflows.domain.job;

import dev.darkroom.workflows.domain.failure.FailureKind;
import java.util.List;

/** What a run, or the sweep in its place, knows of how a job came out. */
public sealed interface JobEnding {

    /**
     * The provider finished.
     *
     * @param outcomes one per image that was asked for
     */
    record Finished(List<ImageOutcome> outcomes) implements JobEnding {
        public Finished {
            outcomes = List.copyOf(outcomes);
        }
    }

    /** Nothing was made. */
    record Failed(FailureKind kind) implements JobEnding {}

    /**
     * The job was withdrawn.
     *
     * @param kind {@code CANCELED} or {@code EXPIRED}
     * @param outcomes what was stored before, possibly nothing
     */
    record Withdrawn(FailureKind kind, List<ImageOutcome> outcomes) implements JobEnding {
        public Withdrawn {
            outcomes = List.copyOf(outcomes);
        }
    }
}
