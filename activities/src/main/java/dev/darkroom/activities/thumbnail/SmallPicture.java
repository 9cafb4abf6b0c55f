package dev.darkroom.activities.thumbnail;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileCacheImageInputStream;

/**
 * The small picture of an image that may be anybody's: a PNG whose longer side has at most {@value #SIDE} pixels. Only
 * every so many pixels are decoded, within a time; the image's bytes are on disk while that is done, not in memory.
 */
final class SmallPicture {

    /** Pixels of the longer side, at most. */
    static final int SIDE = 256;

    // Its reader cannot leave pixels out: so many are 48 MB.
    private static final long WEBP_PIXELS_MAX = 12_000_000;
    private static final Duration TIME_MAX = Duration.ofSeconds(10);

    private SmallPicture() {}

    /** Whether an image of that format and size is decoded at all. */
    static boolean isWithinBounds(ImageFormat format, ImageSize size) {
        long pixels = (long) size.width() * size.height();
        return pixels <= (format == ImageFormat.WEBP ? WEBP_PIXELS_MAX : ImageSize.INPUT_AREA_MAX);
    }

    /**
     * Makes it.
     *
     * @return empty where the bytes cannot be decoded, or not in time
     * @throws IOException where they cannot be had
     */
    static Optional<byte[]> png(InputStream bytes, ImageFormat format) throws IOException {
        Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(format.contentType());
        if (!readers.hasNext()) {
            return Optional.empty();
        }
        ImageReader reader = readers.next();
        try (FileCacheImageInputStream stream = new FileCacheImageInputStream(bytes, null)) {
            reader.setInput(stream, true, true);
            return decoded(reader, format).map(SmallPicture::small).flatMap(SmallPicture::encoded);
        } catch (RuntimeException e) {
            // Readers answer hostile bytes with whatever breaks first: an index, a size, an argument.
            return Optional.empty();
        } finally {
            reader.dispose();
        }
    }

    private static Optional<BufferedImage> decoded(ImageReader reader, ImageFormat format) throws IOException {
        ImageSize size = new ImageSize(reader.getWidth(0), reader.getHeight(0));
        if (!isWithinBounds(format, size)) {
            return Optional.empty();
        }
        // Twice as many pixels as are shown, so that they can be mixed.
        int step = Math.max(1, Math.max(size.width(), size.height()) / (2 * SIDE));
        ImageReadParam param = reader.getDefaultReadParam();
        param.setSourceSubsampling(step, step, 0, 0);
        long begun = System.nanoTime();
        Thread limit = Thread.ofVirtual().name("thumbnail-limit").start(() -> abort(reader));
        try {
            BufferedImage image = reader.read(0, param);
            return System.nanoTime() - begun < TIME_MAX.toNanos() ? Optional.of(image) : Optional.empty();
        } finally {
            limit.interrupt();
        }
    }

    private static void abort(ImageReader reader) {
        try {
            Thread.sleep(TIME_MAX);
            reader.abort();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static BufferedImage small(BufferedImage image) {
        double scale = Math.min(1, (double) SIDE / Math.max(image.getWidth(), image.getHeight()));
        int width = (int) Math.max(1, Math.round(image.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(image.getHeight() * scale));
        boolean opaque = !image.getColorModel().hasAlpha();
        BufferedImage small =
                new BufferedImage(width, height, opaque ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = small.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return small;
    }

    private static Optional<byte[]> encoded(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            return ImageIO.write(image, "png", bytes) ? Optional.of(bytes.toByteArray()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
