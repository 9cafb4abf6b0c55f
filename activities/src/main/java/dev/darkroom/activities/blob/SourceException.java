package dev.darkroom.activities.blob;

import java.io.IOException;

/** The stream that was to be stored failed: not the store's doing. */
public final class SourceException extends IOException {

    public SourceException(IOException cause) {
        super("the source of the bytes failed: " + cause.getClass().getSimpleName());
        setStackTrace(cause.getStackTrace());
    }
}
