package dev.darkroom.activities.fetch;

import dev.darkroom.activities.net.CallException;
import java.io.IOException;

/**
 * An image that could not be fetched. Its text is always the same: an address that is blocked, one where nothing
 * listens and one that answers with something else look alike to whoever gave the URL.
 */
public final class FetchException extends IOException {

    /** Why, for our own log and metrics. */
    public enum Reason {
        /** The URL, or one that it redirects to, is none that is called. */
        NOT_ALLOWED(false),
        /** Its name leads to an address that may not be connected to. */
        BLOCKED(false),
        /** No connection could be made. */
        UNREACHABLE(true),
        /** It took too long. */
        TIMED_OUT(true),
        /** The connection ended before the image did. */
        BROKEN(true),
        /** More redirects than are followed, or one that leads nowhere. */
        REDIRECTS(false),
        /** An answer that another attempt will not change. */
        STATUS(false),
        /** An answer that asks for patience: 408, 425, 429 or 5xx. */
        BUSY(true),
        /** More bytes than are wanted. */
        TOO_LARGE(false);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }
    }

    private final Reason reason;

    FetchException(Reason reason) {
        super("an image could not be fetched from its URL");
        this.reason = reason;
    }

    static FetchException of(CallException failure) {
        return new FetchException(
                switch (failure.kind()) {
                    case NOT_ALLOWED -> Reason.NOT_ALLOWED;
                    case BLOCKED -> Reason.BLOCKED;
                    case UNREACHABLE -> Reason.UNREACHABLE;
                    case TIMED_OUT -> Reason.TIMED_OUT;
                    case BROKEN -> Reason.BROKEN;
                });
    }

    /** Why, for our own log and metrics; never for the caller. */
    public Reason reason() {
        return reason;
    }

    /** Whether another attempt may end differently. */
    public boolean isRetryable() {
        return reason.retryable;
    }
}
