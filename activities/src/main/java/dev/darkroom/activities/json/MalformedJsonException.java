package dev.darkroom.activities.json;

import java.io.IOException;

/** Bytes that are not the JSON they should be. Its text is always the same: what was read is another's. */
public final class MalformedJsonException extends IOException {

    MalformedJsonException() {
        super("what came is not JSON");
    }
}
