package dev.darkroom.activities.blob;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/**
 * Objects by name, written once. Every implementation passes the same contract test.
 *
 * <p>All methods throw {@link IOException} where the store does not answer or refuses; then nothing is visible that was
 * not visible before.
 */
public interface BlobStore {

    /**
     * Begins an object. It becomes visible, whole and durable, by {@link BlobUpload#commit()}.
     *
     * @param key as {@link BlobKeys} makes it
     */
    BlobUpload begin(String key) throws IOException;

    /** What is stored under the name; empty where nothing is. */
    Optional<BlobInfo> find(String key) throws IOException;

    /**
     * The bytes from {@code offset} to the end. The caller closes the stream.
     *
     * @throws java.nio.file.NoSuchFileException where nothing is stored under the name
     */
    InputStream open(String key, long offset) throws IOException;

    /** Every object whose name begins so, in the order of the names. */
    List<BlobInfo> list(String prefix) throws IOException;

    /** Hands over every object whose name begins so, in no order; a store has a page of them in memory at the most. */
    default void each(String prefix, Taker taker) throws IOException {
        for (BlobInfo blob : list(prefix)) {
            taker.take(blob);
        }
    }

    /** Somebody who takes objects one by one. */
    interface Taker {
        void take(BlobInfo blob) throws IOException;
    }

    /** Removes the object. Nothing happens where there is none. */
    void delete(String key) throws IOException;

    /**
     * A URL at the store itself, under which whoever has it can read the object for at least an hour. Empty where the
     * store has none to give, or cannot make one now: then the object is read through us.
     */
    default Optional<String> downloadUrl(String key) {
        return Optional.empty();
    }
}
