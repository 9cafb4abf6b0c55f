package dev.darkroom.workflows.contract;

/** The types of the failures that activities throw. A refusal is a value; a failure is an outage or a bug. */
public final class FailureTypes {

    /** The database did not answer. Retried for as long as it takes. */
    public static final String DATABASE = "Database";

    /** Storage did not answer. Retried a few times, then an outcome of the image. */
    public static final String STORAGE = "Storage";

    /** As many jobs run as may. Retried for as long as it takes, after the pause that the failure names. */
    public static final String NO_LEASE = "NoLease";

    /** A receiver did not take a webhook. Tried again after the pause that the failure names. */
    public static final String NOT_DELIVERED = "NotDelivered";

    /** As many webhooks go to a receiver as may, or the next attempt is not due. Tried again after the pause that the failure names; no attempt. */
    public static final String RECEIVER_BUSY = "ReceiverBusy";

    /** A mistake in our code. Retried a few times; then it fails the workflow, which the sweep settles. */
    public static final String BUG = "Bug";

    private FailureTypes() {}
}
