package dev.darkroom.workflows.domain.job;

/** The states of a job, and the one table of legal moves between them. */
public enum JobState {
    /** Accepted: the price is held, nothing is charged yet. */
    PENDING,
    /** Charged, waiting for a provider. */
    QUEUED,
    /** At the provider, or storing what it made. */
    RUNNING,
    /** One image or more was delivered. */
    SUCCEEDED,
    /** Nothing was delivered; all is refunded. */
    FAILED,
    /** Withdrawn by its caller, by an operator or by its deadline; what was not delivered is refunded. */
    CANCELED;

    public boolean isTerminal() {
        return switch (this) {
            case PENDING, QUEUED, RUNNING -> false;
            case SUCCEEDED, FAILED, CANCELED -> true;
        };
    }

    /** Whether a job in this state may move straight to {@code next}. */
    public boolean canBecome(JobState next) {
        return switch (this) {
            case PENDING -> next == QUEUED || next == FAILED || next == CANCELED;
            case QUEUED -> next == RUNNING || next == FAILED || next == CANCELED;
            case RUNNING -> next.isTerminal();
            case SUCCEEDED, FAILED, CANCELED -> false;
        };
    }
}
