package dev.darkroom.activities.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ImageWalkTest {

    private static final Optional<ImageSize> ONE = Optional.of(new ImageSize(1, 1));
    private static final Optional<ImageSize> NONE = Optional.empty();

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeFiles")
    void a_whole_file_is_an_image_however_it_is_cut(String name, byte[] file) {
        for (int chunk : new int[] {1, 2, 7, 64 * 1024}) {
            assertEquals(ONE, walked(file, chunk), name + " in pieces of " + chunk);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeFiles")
    void a_file_cut_off_at_any_byte_is_none(String name, byte[] file) {
        for (int length = 0; length < file.length; length++) {
            assertEquals(NONE, walked(Arrays.copyOf(file, length), 5), name + " cut at " + length);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeFiles")
    void anything_after_the_end_makes_it_none(String name, byte[] file) {
        List<byte[]> tails = List.of(
                new byte[1],
                new byte[] {'\n'},
                file,
                new Bytes().hex("504b0304 14000000").bytes(),
                "%PDF-1.7\n%%EOF".getBytes(StandardCharsets.ISO_8859_1),
                "<script>alert(1)</script>".getBytes(StandardCharsets.ISO_8859_1));
        for (byte[] tail : tails) {
            assertEquals(NONE, walked(Bytes.join(file, tail), 64 * 1024), name);
            assertEquals(NONE, walked(Bytes.join(file, tail), 1), name);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dev.darkroom.activities.image.HostileFiles#all")
    void a_hostile_file_is_none(String name, byte[] file) {
        assertEquals(NONE, walked(file, 64 * 1024), name);
        assertEquals(NONE, walked(file, 1), name);
    }

    @Test
    void every_turned_bit_of_a_png_is_seen() {
        byte[] png = Pngs.plain();
        for (int at = 0; at < png.length; at++) {
            assertEquals(NONE, walked(Pngs.spoilt(png, at), 16), "bit of byte " + at);
        }
    }

    @ParameterizedTest(name = "{0} {1}x{2}")
    @MethodSource("sizes")
    void the_size_is_the_headers_and_has_bounds(ImageFormat format, int width, int height, boolean allowed) {
        Optional<ImageSize> size = allowed ? Optional.of(new ImageSize(width, height)) : NONE;
        assertEquals(size, walked(file(format, width, height), 64 * 1024));
    }

    @Test
    void a_size_out_of_bounds_is_known_from_the_header_alone() {
        ImageWalk walk = begun(Pngs.of(50_000, 50_000));
        assertTrue(walk.isBroken());
        assertFalse(begun(Pngs.of(5_000, 5_000)).isBroken());
    }

    @Test
    void what_metadata_would_inflate_to_is_nobodys_business_here() {
        byte[] bomb = Pngs.deflated(new byte[64 * 1024 * 1024]);
        byte[] text = Bytes.join("k\0\0".getBytes(StandardCharsets.ISO_8859_1), bomb);
        byte[] file = Pngs.of(1, 1, Pngs.chunk("zTXt", text), Pngs.chunk("iCCP", text), Pngs.PIXELS, Pngs.END);
        assertTrue(file.length < 200_000);
        assertEquals(ONE, walked(file, 64 * 1024));
    }

    @Test
    void the_frames_of_an_animated_png_are_passed_over() {
        byte[] animation = Pngs.of(
                1,
                1,
                Pngs.chunk("acTL", new byte[8]),
                Pngs.chunk("fcTL", new byte[26]),
                Pngs.PIXELS,
                Pngs.chunk("fdAT", new byte[20]),
                Pngs.END);
        assertEquals(ONE, walked(animation, 3));
    }

    private static Stream<Arguments> wholeFiles() {
        byte[] palette = Pngs.chunk("PLTE", new byte[6]);
        return Stream.of(
                arguments("png", Pngs.plain()),
                arguments(
                        "png of two colours, interlaced",
                        Bytes.join(Pngs.SIGNATURE, Pngs.header(1, 1, 1, 3, 1), palette, Pngs.PIXELS, Pngs.END)),
                arguments(
                        "png in several pieces",
                        Pngs.of(1, 1, Pngs.chunk("tEXt", new byte[300]), Pngs.PIXELS, Pngs.PIXELS, Pngs.END)),
                arguments("jpeg", Jpegs.plain()),
                arguments(
                        "progressive jpeg with fill bytes",
                        Bytes.join(
                                Jpegs.START,
                                new Bytes().hex("ffff").bytes(),
                                Jpegs.segment(0xFE, new byte[3]),
                                Jpegs.frame(0xC2, 1, 1),
                                Jpegs.scans(3),
                                new Bytes().hex("ff").bytes(),
                                Jpegs.END)),
                arguments("gif", Gifs.plain()),
                arguments(
                        "animated gif",
                        Bytes.join(Gifs.screen(1, 1), Gifs.frames(3), Gifs.EXTENSION, Gifs.frames(1), Gifs.END)),
                arguments("webp, lossy", Webps.plain()),
                arguments("webp, lossless", Webps.riff(Webps.lossless(1, 1))),
                arguments("webp, extended", Webps.extended()));
    }

    private static Stream<Arguments> sizes() {
        return Stream.of(ImageFormat.values())
                .flatMap(format -> Stream.of(
                        arguments(format, 300, 200, true),
                        arguments(format, 8192, 8192, true),
                        arguments(format, 8193, 1, false),
                        arguments(format, 1, 8193, false),
                        arguments(format, 12_000, 12_000, false)));
    }

    private static byte[] file(ImageFormat format, int width, int height) {
        return switch (format) {
            case PNG -> Pngs.of(width, height, Pngs.PIXELS, Pngs.END);
            case JPEG -> Bytes.join(Jpegs.START, Jpegs.frame(0xC0, width, height), Jpegs.scan("00"), Jpegs.END);
            case GIF -> Bytes.join(Gifs.screen(width, height), Gifs.frame(0, 0, 1, 1), Gifs.END);
            case WEBP -> Webps.riff(Webps.canvas(0, width, height), Webps.lossless(width, height));
        };
    }

    private static ImageWalk begun(byte[] file) {
        ImageWalk walk = ImageWalk.begin(file).orElseThrow();
        walk.take(file, 0, file.length);
        return walk;
    }

    private static Optional<ImageSize> walked(byte[] file, int chunk) {
        if (file.length < ImageWalk.MAGIC) {
            return NONE;
        }
        return ImageWalk.begin(file).flatMap(walk -> {
            for (int at = 0; at < file.length; at += chunk) {
                walk.take(file, at, Math.min(chunk, file.length - at));
            }
            return walk.whole();
        });
    }
}
