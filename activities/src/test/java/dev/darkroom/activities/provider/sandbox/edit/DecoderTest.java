package dev.darkroom.activities.provider.sandbox.edit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.provider.InputImage;
import dev.darkroom.activities.provider.sandbox.draw.Encoder;
import dev.darkroom.activities.provider.sandbox.edit.Decoder.Decoded;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DecoderTest {

    private static final ImageSize SMALL = new ImageSize(40, 30);

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"PNG", "JPEG", "WEBP"})
    void reads_each_format(ImageFormat format) throws IOException {
        BufferedImage card = Cards.quarters(40, 30);
        Decoded decoded = decode(Encoder.encode(card, format), format).orElseThrow();
        assertEquals(SMALL, decoded.whole());
        assertEquals(
                Argb.luminance(card.getRGB(5, 5)),
                Argb.luminance(decoded.pixels().getRGB(5, 5)),
                12);
        assertEquals(BufferedImage.TYPE_INT_ARGB, decoded.pixels().getType());
    }

    @ParameterizedTest
    @CsvSource({
        "10,200", // TYPE_BYTE_GRAY
        "11,51400" // TYPE_USHORT_GRAY
    })
    void a_grey_sample_is_as_bright_as_the_file_says(int type, int sample) throws IOException {
        BufferedImage gray = new BufferedImage(40, 30, type);
        gray.getRaster().setSample(3, 4, 0, sample);
        BufferedImage read = decode(Encoder.encode(gray, ImageFormat.PNG), ImageFormat.PNG)
                .orElseThrow()
                .pixels();
        assertEquals(0xFFC8C8C8, read.getRGB(3, 4));
        assertEquals(0xFF000000, read.getRGB(0, 0));
    }

    @Test
    void reads_no_more_pixels_of_a_large_picture_than_are_needed() throws IOException {
        byte[] large = Encoder.encode(Cards.flat(2000, 1200, Cards.RED), ImageFormat.PNG);
        Decoded decoded = decode(large, ImageFormat.PNG).orElseThrow();
        assertEquals(new ImageSize(2000, 1200), decoded.whole());
        assertEquals(100, decoded.pixels().getWidth());
        assertEquals(60, decoded.pixels().getHeight());
    }

    @Test
    void a_picture_of_more_than_fifty_megapixels_is_none() throws IOException {
        BufferedImage huge = new BufferedImage(8000, 6251, BufferedImage.TYPE_BYTE_BINARY);
        assertEquals(Optional.empty(), decode(Encoder.encode(huge, ImageFormat.PNG), ImageFormat.PNG));
    }

    @Test
    void a_header_that_lies_makes_no_picture() throws IOException {
        byte[] png = Encoder.encode(Cards.quarters(40, 30), ImageFormat.PNG);
        byte[] flood = png.clone();
        ByteBuffer.wrap(flood).putInt(16, 50_000).putInt(20, 50_000);
        assertEquals(Optional.empty(), decode(flood, ImageFormat.PNG));
        assertEquals(Optional.empty(), decode(png, ImageFormat.JPEG));
        assertEquals(Optional.empty(), decode("<svg/>".getBytes(StandardCharsets.US_ASCII), ImageFormat.PNG));
        assertEquals(Optional.empty(), decode(new byte[0], ImageFormat.WEBP));
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"PNG", "WEBP"})
    void a_picture_that_was_cut_off_is_none(ImageFormat format) throws IOException {
        byte[] whole = Encoder.encode(Cards.noise(64, 64), format);
        assertEquals(Optional.empty(), decode(Arrays.copyOf(whole, whole.length / 2), format));
        assertEquals(Optional.empty(), decode(Arrays.copyOf(whole, 60), format));
    }

    @Test
    void broken_pixels_are_no_picture() throws IOException {
        byte[] png = Encoder.encode(Cards.noise(64, 64), ImageFormat.PNG);
        Arrays.fill(png, 60, 400, (byte) 0xA7);
        assertEquals(Optional.empty(), decode(png, ImageFormat.PNG));
    }

    @Test
    void a_jpeg_of_countless_scans_is_none() throws IOException {
        byte[] jpeg = Encoder.encode(Cards.quarters(40, 30), ImageFormat.JPEG);
        assertTrue(decode(jpeg, ImageFormat.JPEG).isPresent());
        byte[] scans = Arrays.copyOf(jpeg, jpeg.length + 200);
        for (int i = jpeg.length; i < scans.length; i += 2) {
            scans[i] = (byte) 0xFF;
            scans[i + 1] = (byte) 0xDA;
        }
        assertEquals(Optional.empty(), decode(scans, ImageFormat.JPEG));
    }

    @Test
    void bytes_that_cannot_be_had_are_another_matter() {
        InputImage away = new InputImage(ImageFormat.PNG, SMALL, 9, "0".repeat(64), null, () -> {
            throw new IOException("the store is away");
        });
        assertThrows(IOException.class, () -> Decoder.decode(away, 40, 30));
    }

    private static Optional<Decoded> decode(byte[] bytes, ImageFormat format) throws IOException {
        return Decoder.decode(Cards.input(bytes, format, SMALL), 40, 30);
    }
}
