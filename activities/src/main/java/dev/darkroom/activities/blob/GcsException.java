package dev.darkroom.activities.blob;

import java.io.IOException;

/** Cloud Storage refused, or did not answer. */
final class GcsException extends IOException {

    private final int status;

    /** @param status of the answer; 0 where there was none */
    GcsException(int status, String text) {
        super(text);
        this.status = status;
    }

    int status() {
        return status;
    }
}
