package dev.darkroom.activities.blob;

import dev.darkroom.activities.fetch.FetchException;
import java.io.IOException;

/** The stream that was to be stored failed: not the store's doing. */
public final class SourceException extends IOException {

    private final boolean retryable;

    public SourceException(IOException cause) {
        super("the source of the bytes failed: " + cause.getClass().getSimpleName());
        setStackTrace(cause.getStackTrace());
        retryable = !(cause instanceof FetchException fetch) || fetch.isRetryable();
    }

    /** Whether another attempt may end differently. */
    public boolean isRetryable() {
        return retryable;
    }
}
