package dev.darkroom.activities.check;

import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.workflows.domain.job.JobId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the checker asks of Temporal: about one workflow, by its id. Nothing is searched for, and nothing is changed. */
public interface WorkflowView {

    /** What Temporal says of a job's workflow. */
    Look look(JobId job);

    /** What is in the history of the newest run of a job's workflow; nothing where there is no such workflow. */
    Past read(JobId job, Words words);

    /**
     * A workflow as it is described.
     *
     * @param closedAt null where it is not closed
     * @param events how many its history has
     * @param bytes how long its history is
     */
    record Look(Fate fate, @Nullable Instant closedAt, long events, long bytes) {}

    /**
     * A history.
     *
     * @param answered whether Temporal gave it wholly; where not, the rest says nothing
     * @param replayFailed whether code did not fit what had happened
     * @param words the names of the secret words in it
     */
    record Past(boolean answered, boolean replayFailed, Set<String> words) {
        public Past {
            words = Set.copyOf(words);
        }
    }
}
