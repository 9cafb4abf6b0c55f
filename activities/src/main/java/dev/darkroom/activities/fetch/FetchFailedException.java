package dev.darkroom.activities.fetch;

import java.io.IOException;

/** TEMP. */
public final class FetchFailedException extends IOException {
    public String reason() {
        return "";
    }

    public boolean mayPass() {
        return false;
    }
}
