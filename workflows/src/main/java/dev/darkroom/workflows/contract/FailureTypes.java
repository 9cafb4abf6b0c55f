package dev.darkroom.workflows.contract;

/** The types of the failures that activities throw. A refusal is a value; a failure is an outage or a bug. */
public final class FailureTypes {

    /** The database did not answer. Retried for as long as it takes. */
    public static final String DATABASE = "Database";

    /** Storage did not answer. Retried a few times, then an outcome of the image. */
    public static final String STORAGE = "Storage";

    /** A provider did not answer a question that may be asked again. Retried. */
    public static final String PROVIDER = "Provider";

    /** A mistake in our code. It fails the workflow, which the sweep then settles. */
    public static final String BUG = "Bug";

    private FailureTypes() {}
}
