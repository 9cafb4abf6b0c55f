package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.provider.sandbox.SandboxPictures;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
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
    void other_bytes_are_no_image() {
        for (String text : new String[] {"", "<svg/>", "GIF89a", "{\"error\":1}", "\u0089PNG"}) {
            assertEquals(
                    Optional.empty(),
                    probe(text.getBytes(StandardCharsets.ISO_8859_1), 4096).image());
        }
    }

    private static ImageProbe probe(byte[] bytes, int chunk) {
        ImageProbe probe = new ImageProbe();
        for (int at = 0; at < bytes.length; at += chunk) {
            probe.update(bytes, at, Math.min(chunk, bytes.length - at));
        }
        return probe;
    }
}
