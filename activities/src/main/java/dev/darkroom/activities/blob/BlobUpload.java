package dev.darkroom.activities.blob;

import java.io.Closeable;
import java.io.IOException;

/** An object that is being written. Closed without a commit, it leaves nothing behind. */
public interface BlobUpload extends Closeable {

    /** Adds bytes. They are not kept in memory. */
    void write(byte[] buffer, int offset, int length) throws IOException;

    /**
     * Makes the object visible. Where one of that name is there already, it stays: with the same bytes that is success,
     * with others it is a {@link BlobConflictException}.
     */
    void commit() throws IOException;
}
