package dev.darkroom.activities.repair;

import dev.darkroom.activities.job.WorkflowFate.Fate;

/** What is to be done about a row that has not ended, by what became of its workflow. */
public enum Remedy {
    /** Its workflow runs. */
    LEAVE,
    /** Too little is known yet: Temporal does not answer, or the row was written a moment ago. */
    ASK_AGAIN,
    /** Its workflow was seen closed a moment ago. A charge may be under way still, and a delete terminates first. */
    WAIT,
    /** Its deadline has passed before anything was submitted: it ends, and its price goes back. */
    EXPIRE,
    /** Temporal does not know its workflow: it is started, and goes on from the row. */
    START,
    /** Its workflow is closed: it is ended without one. */
    END;

    /**
     * What is to be done.
     *
     * @param fresh whether the row was written less than five seconds ago, so that a start may be under way
     * @param wasClosed whether its workflow was seen closed five seconds ago or earlier
     */
    public static Remedy of(Fate fate, boolean fresh, boolean wasClosed) {
        return switch (fate) {
            case RUNNING -> LEAVE;
            case UNKNOWN -> fresh ? ASK_AGAIN : START;
            case CLOSED, CANCELED -> wasClosed ? END : WAIT;
            case NO_ANSWER -> ASK_AGAIN;
        };
    }

    /** Whether something is wrong that no workflow will put right. */
    public boolean isRepair() {
        return switch (this) {
            case LEAVE, ASK_AGAIN -> false;
            case WAIT, EXPIRE, START, END -> true;
        };
    }
}
