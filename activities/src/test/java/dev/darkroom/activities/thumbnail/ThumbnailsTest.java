package dev.darkroom.activities.thumbnail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.BlobUpload;
import dev.darkroom.activities.blob.LocalDiskBlobStore;
import dev.darkroom.activities.testing.FailingBlobs;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.TenantId;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailsTest {

    private static final TenantId TENANT = new TenantId(UUID.randomUUID());

    private final BlobStore blobs =
            new LocalDiskBlobStore(Files.createTempDirectory(Files.createDirectories(Path.of("target")), "blobs-"));
    private final Thumbnails thumbnails = new Thumbnails(blobs);

    ThumbnailsTest() throws IOException {}

    @ParameterizedTest
    @CsvSource({
        "PNG, 1024, 768, 256, 192",
        "JPEG, 3000, 1000, 256, 85",
        "WEBP, 300, 600, 128, 256",
        "GIF, 600, 600, 256, 256",
        "PNG, 40, 30, 40, 30",
        "PNG, 8000, 3, 256, 1"
    })
    void it_shows_the_image_small(ImageFormat format, int width, int height, int smallWidth, int smallHeight)
            throws IOException {
        String key = stored(
                format,
                TestImages.bytes(halves(width, height, false), format.name().toLowerCase(Locale.ROOT)));
        assertTrue(thumbnails.make(key, format, new ImageSize(width, height)));
        BufferedImage small = small(key);
        assertEquals(smallWidth, small.getWidth());
        assertEquals(smallHeight, small.getHeight());
        assertNear(Color.RED, small.getRGB(1, 0));
        assertNear(Color.BLUE, small.getRGB(smallWidth - 2, 0));
        assertTrue(thumbnails.make(key, format, new ImageSize(width, height)), "a repeat finds it");
    }

    @Test
    void what_can_be_seen_through_stays_so() throws IOException {
        String key = stored(ImageFormat.PNG, TestImages.bytes(halves(600, 600, true), "png"));
        assertTrue(thumbnails.make(key, ImageFormat.PNG, new ImageSize(600, 600)));
        assertEquals(0, small(key).getRGB(200, 100) >>> 24);
        assertEquals(255, small(key).getRGB(50, 100) >>> 24);
    }

    @Test
    void bytes_that_cannot_be_decoded_have_none() throws IOException {
        byte[] png = TestImages.png(500, 500, 7);
        for (byte[] broken : new byte[][] {
            Arrays.copyOf(png, png.length / 2),
            Arrays.copyOf(png, 40),
            damaged(png),
            "no image".getBytes(StandardCharsets.UTF_8)
        }) {
            String key = stored(ImageFormat.PNG, broken);
            boolean made = thumbnails.make(key, ImageFormat.PNG, new ImageSize(500, 500));
            assertEquals(made, blobs.find(BlobKeys.thumbnail(key)).isPresent());
            assertFalse(made && broken.length < 100, "nothing can be seen of it");
        }
    }

    @Test
    void an_image_that_is_too_large_is_not_decoded_whatever_its_record_says() throws IOException {
        byte[] huge = TestImages.bytes(new BufferedImage(8000, 6300, BufferedImage.TYPE_BYTE_BINARY), "png");
        String key = stored(ImageFormat.PNG, huge);
        assertFalse(thumbnails.make(key, ImageFormat.PNG, new ImageSize(8000, 6300)));
        assertFalse(thumbnails.make(key, ImageFormat.PNG, new ImageSize(10, 10)));
        assertFalse(SmallPicture.isWithinBounds(ImageFormat.WEBP, new ImageSize(4000, 3001)));
        assertTrue(SmallPicture.isWithinBounds(ImageFormat.PNG, new ImageSize(8000, 6250)));
    }

    @Test
    void a_store_that_fails_means_none_and_nothing_else() throws IOException {
        String key = stored(ImageFormat.PNG, TestImages.png());
        assertFalse(new Thumbnails(new FailingBlobs(blobs)).make(key, ImageFormat.PNG, new ImageSize(40, 30)));
        assertFalse(thumbnails.make(BlobKeys.input(TENANT, ImageFormat.PNG), ImageFormat.PNG, new ImageSize(40, 30)));
    }

    private String stored(ImageFormat format, byte[] bytes) throws IOException {
        String key = BlobKeys.input(TENANT, format);
        try (BlobUpload upload = blobs.begin(key)) {
            upload.write(bytes, 0, bytes.length);
            upload.commit();
        }
        return key;
    }

    private BufferedImage small(String key) throws IOException {
        try (InputStream bytes = blobs.open(BlobKeys.thumbnail(key), 0)) {
            return ImageIO.read(bytes);
        }
    }

    /** Red at the left, blue, or nothing at all, at the right. */
    private static BufferedImage halves(int width, int height, boolean open) {
        BufferedImage image =
                new BufferedImage(width, height, open ? BufferedImage.TYPE_INT_ARGB : BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        if (!open) {
            graphics.setColor(Color.BLUE);
            graphics.fillRect(width / 2, 0, width - width / 2, height);
        }
        graphics.dispose();
        return image;
    }

    private static byte[] damaged(byte[] png) {
        byte[] damaged = png.clone();
        Arrays.fill(damaged, damaged.length / 2, damaged.length / 2 + 20, (byte) 0);
        return damaged;
    }

    private static void assertNear(Color expected, int rgb) {
        Color actual = new Color(rgb);
        int distance = Math.abs(expected.getRed() - actual.getRed())
                + Math.abs(expected.getGreen() - actual.getGreen())
                + Math.abs(expected.getBlue() - actual.getBlue());
        assertTrue(distance < 40, () -> actual + " and not " + expected);
    }
}
