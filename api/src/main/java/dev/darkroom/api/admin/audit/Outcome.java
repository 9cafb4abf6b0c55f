package dev.darkroom.api.admin.audit;

import dev.darkroom.api.core.ApiFailure;

/** What became of a request to act. */
public sealed interface Outcome {

    /**
     * It is done now.
     *
     * @param shown the answer's body
     * @param kept the body that a repeat is answered, without what is shown only once
     */
    record Done(int status, String shown, String kept) implements Outcome {
        /** Keeps secrets out of logs. */
        @Override
        public String toString() {
            return "Done[%d]".formatted(status);
        }
    }

    /** The same request was done before, and was answered so. */
    record DoneBefore(int status, String body) implements Outcome {}

    /** It is not done, and nothing was written. */
    record Refused(ApiFailure failure) implements Outcome {}
}
