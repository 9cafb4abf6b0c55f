package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.provider.sandbox.SandboxPictures;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageProbeTest {

    @ParameterizedTest
    @EnumSource
    void knows_a_whole_image_of_each_format(ImageFormat format) throws NoSuchAlgorithmException {
        byte[] image = SandboxPictures.paint("a lake", 3, new ImageSize(120, 80), format);
        for (int chunk : new int[] {1, 7, 1000, image.length}) {
            ImageProbe probe = probe(image, chunk);
            assertEquals(Optional.of(format), probe.format());
            assertEquals(Optional.of(new ImageProbe.Image(format, new ImageSize(120, 80))), probe.image());
            assertEquals(image.length, probe.count());
            assertEquals(
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(image)),
                    probe.sha256());
        }
    }

    @ParameterizedTest
    @EnumSource
    void an_image_that_was_cut_off_is_none(ImageFormat format) {
        byte[] image = SandboxPictures.paint("a lake", 3, new ImageSize(120, 80), format);
        for (int length : new int[] {0, 4, 20, 100, image.length / 2, image.length - 1}) {
            assertEquals(
                    Optional.empty(), probe(Arrays.copyOf(image, length), 4096).image(), "cut at " + length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void what_follows_the_end_makes_it_none(ImageFormat format) {
        byte[] image = SandboxPictures.paint("a lake", 3, new ImageSize(120, 80), format);
        assertEquals(
                Optional.empty(),
                probe(Arrays.copyOf(image, image.length + 7), 4096).image());
    }

    @Test
    void a_gif_is_taken_in_and_never_delivered() {
        byte[] gif = SandboxPictures.paint("a lake", 3, new ImageSize(12, 8), ImageFormat.GIF);
        assertEquals(Optional.of(ImageFormat.GIF), probe(gif, 4096).image().map(ImageProbe.Image::format));
        assertEquals(Optional.empty(), probe(gif, 4096).delivered());
        byte[] png = SandboxPictures.paint("a lake", 3, new ImageSize(12, 8), ImageFormat.PNG);
        assertEquals(probe(png, 4096).image(), probe(png, 4096).delivered());
    }

    @Test
    void only_what_is_taken_in_has_a_bound_on_its_area() {
        assertEquals(50_000_000, ImageSize.INPUT_AREA_MAX);
        byte[] largest = png(8000, 6250);
        assertEquals(
                Optional.of(new ImageSize(8000, 6250)),
                probe(largest, 4096).image().map(ImageProbe.Image::size));
        byte[] larger = png(8000, 6251);
        assertEquals(Optional.empty(), probe(larger, 4096).image());
        assertEquals(
                Optional.of(new ImageSize(8000, 6251)),
                probe(larger, 4096).delivered().map(ImageProbe.Image::size));
    }

    @Test
    void whoever_reads_may_stop_at_the_first_byte_out_of_place() {
        byte[] png = png(10, 10);
        ImageProbe probe = new ImageProbe();
        probe.update(png, 0, 11);
        assertFalse(probe.isBroken());
        probe.update(png, 11, png.length - 11);
        assertFalse(probe.isBroken());
        probe.update(new byte[1], 0, 1);
        assertTrue(probe.isBroken());
        assertTrue(probe(new byte[12], 12).isBroken());
        assertFalse(probe(new byte[11], 11).isBroken());
    }

    @Test
    void other_bytes_are_no_image() {
        for (String text : new String[] {"", "<svg/>", "GIF89a", "{\"error\":1}", "\u0089PNG"}) {
            assertEquals(
                    Optional.empty(),
                    probe(text.getBytes(StandardCharsets.ISO_8859_1), 4096).image());
        }
    }

    /** A small picture whose header says another size. */
    private static byte[] png(int width, int height) {
        byte[] png = SandboxPictures.paint("a lake", 3, new ImageSize(12, 8), ImageFormat.PNG);
        ByteBuffer header = ByteBuffer.wrap(png);
        header.putInt(16, width).putInt(20, height);
        CRC32 crc = new CRC32();
        crc.update(png, 12, 17);
        header.putInt(29, (int) crc.getValue());
        return png;
    }

    private static ImageProbe probe(byte[] bytes, int chunk) {
        ImageProbe probe = new ImageProbe();
        for (int at = 0; at < bytes.length; at += chunk) {
            probe.update(bytes, at, Math.min(chunk, bytes.length - at));
        }
        return probe;
    }
}
