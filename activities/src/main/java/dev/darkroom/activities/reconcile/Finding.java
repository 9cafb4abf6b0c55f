package dev.darkroom.activities.reconcile;

import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.activities.repair.Found;
import dev.darkroom.activities.repair.Remedy;

/**
 * What was found of a job that has not ended.
 *
 * @param fate what Temporal said of its workflow; {@code NO_ANSWER} also where it was not asked
 */
record Finding(DueJob job, Fate fate, Remedy remedy) {

    Found found() {
        return new Found(job.id(), job.state().name(), remedy);
    }
}
