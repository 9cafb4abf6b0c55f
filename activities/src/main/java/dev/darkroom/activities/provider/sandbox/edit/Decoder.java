package dev.darkroom.activities.provider.sandbox.edit;

import dev.darkroom.activities.provider.InputImage;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Reads the pixels of a picture that a stranger made. The bytes are in memory while it does, and of a PNG, JPEG or GIF
 * only as many pixels as are needed; a WebP's reader cannot leave any out.
 */
final class Decoder {

    private static final int BYTES_MAX = 64 * 1024 * 1024;
    // A progressive JPEG is drawn anew for each scan; encoders make about ten.
    private static final int SCANS_MAX = 64;

    private Decoder() {}

    /**
     * A picture's pixels.
     *
     * @param whole the size that the picture has, though fewer pixels may have been read
     */
    record Decoded(BufferedImage pixels, ImageSize whole) {}

    /**
     * Reads so many pixels that the picture can fill a size, with some to spare.
     *
     * @return empty where the bytes are no picture, or one that is too large
     * @throws IOException where the bytes cannot be had
     */
    static Optional<Decoded> decode(InputImage image, int width, int height) throws IOException {
        byte[] bytes;
        try (InputStream stream = image.source().open()) {
            bytes = stream.readNBytes(BYTES_MAX + 1);
        }
        return bytes.length > BYTES_MAX || scans(image.format(), bytes) > SCANS_MAX
                ? Optional.empty()
                : decode(image.format(), bytes, width, height);
    }

    private static Optional<Decoded> decode(ImageFormat format, byte[] bytes, int width, int height) {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.contentType());
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (MemoryCacheImageInputStream stream = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            reader.setInput(stream, true, true);
            ImageSize whole = new ImageSize(reader.getWidth(0), reader.getHeight(0));
            if ((long) whole.width() * whole.height() > ImageSize.INPUT_AREA_MAX) {
                return Optional.empty();
            }
            ImageReadParam param = reader.getDefaultReadParam();
            int step = step(whole, width, height);
            param.setSourceSubsampling(step, step, 0, 0);
            return Optional.of(new Decoded(Argb.of(reader.read(0, param)), whole));
        } catch (IOException | RuntimeException e) {
            // The readers answer hostile bytes with whatever breaks first: an index, a size, an argument.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    /** Every so many pixels of a row, and rows: there are twice as many as needed left, for a smooth scaling. */
    private static int step(ImageSize whole, int width, int height) {
        return Math.max(1, Math.min(whole.width() / (2 * width), whole.height() / (2 * height)));
    }

    private static int scans(ImageFormat format, byte[] bytes) {
        int scans = 0;
        for (int i = 0; format == ImageFormat.JPEG && i < bytes.length - 1; i++) {
            if (bytes[i] == (byte) 0xFF && bytes[i + 1] == (byte) 0xDA) {
                scans++;
            }
        }
        return scans;
    }
}
