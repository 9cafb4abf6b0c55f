package dev.darkroom.activities.blob;

import java.io.IOException;

/** An object of that name holds other bytes. */
public final class BlobConflictException extends IOException {

    BlobConflictException() {
        super("an object of that name holds other bytes");
    }
}
