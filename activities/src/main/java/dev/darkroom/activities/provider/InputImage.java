package dev.darkroom.activities.provider;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stored image that a job works from. Its header was read and its bounds were checked; its pixels were not.
 *
 * @param bytes the size of the object
 * @param sha256 of the object, 64 hexadecimal digits
 * @param description what the caller says of it; null where nothing is said
 * @param source where its bytes are
 */
public record InputImage(
        ImageFormat format,
        ImageSize size,
        long bytes,
        String sha256,
        @Nullable String description,
        Source source) {

    /** Where the bytes of an image are. */
    @FunctionalInterface
    public interface Source {
        /** Opens the whole object. The caller closes the stream. */
        InputStream open() throws IOException;
    }

    /** Keeps the description out of logs. */
    @Override
    public String toString() {
        return "InputImage[%s, %s, %d bytes]".formatted(format, size.text(), bytes);
    }
}
