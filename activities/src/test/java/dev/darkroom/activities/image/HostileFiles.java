package dev.darkroom.activities.image;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** Files that somebody might try: none of them is an image. */
final class HostileFiles {

    private HostileFiles() {}

    static Stream<Arguments> all() {
        return Stream.of(others(), pngs(), jpegs(), gifs(), webps()).flatMap(files -> files);
    }

    private static Stream<Arguments> others() {
        return Stream.of(
                arguments("svg", text("<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>")),
                arguments("svg with a prolog", text("<?xml version='1.0'?><!DOCTYPE svg [<!ENTITY a 'b'>]><svg/>")),
                arguments("html", text("<!DOCTYPE html><html><body>hello</body></html>")),
                arguments("pdf", text("%PDF-1.7 and so on and on")),
                arguments("zip", hex("504b0304 1400 0000 0000 00000000 00000000")),
                arguments(
                        "avif",
                        new Bytes()
                                .hex("0000001c")
                                .text("ftypavif\0\0\0\0avifmif1miaf")
                                .bytes()),
                arguments(
                        "heic",
                        new Bytes()
                                .hex("00000018")
                                .text("ftypheic\0\0\0\0mif1heic")
                                .bytes()),
                arguments("tiff", hex("49492a00 08000000 0000 00000000 0000")),
                arguments(
                        "bmp",
                        new Bytes()
                                .text("BM")
                                .hex("3a000000 00000000 36000000 28000000")
                                .bytes()),
                arguments("ico", hex("00000100 0100 0101 0000 0100 1800 30000000")),
                arguments(
                        "psd",
                        new Bytes().text("8BPS").hex("0001 000000000000 0003").bytes()),
                arguments("gzip", hex("1f8b0800 00000000 00030000 00000000")),
                arguments(
                        "gif of another version",
                        new Bytes().text("GIF90a").add(new byte[20]).bytes()),
                arguments(
                        "a riff that is sound",
                        new Bytes().text("RIFF").low(36, 4).text("WAVEfmt ").bytes()),
                arguments("zeros", new byte[1000]),
                arguments("only a png's magic", Bytes.join(Pngs.SIGNATURE, new byte[4])),
                arguments("only a jpeg's magic", hex("ffd8ffe0 00104a46 49460001")));
    }

    private static Stream<Arguments> pngs() {
        byte[] palette = Pngs.chunk("PLTE", new byte[6]);
        byte[] indexed = Pngs.header(1, 1, 8, 3, 0);
        return Stream.of(
                arguments("png of 50000 x 50000", Pngs.of(50_000, 50_000, Pngs.PIXELS, Pngs.END)),
                arguments("png of no width", Pngs.of(0, 1, Pngs.PIXELS, Pngs.END)),
                arguments("png of negative height", Pngs.of(1, 0xFFFFFFFFL, Pngs.PIXELS, Pngs.END)),
                arguments("png with 100000 chunks", Pngs.of(1, 1, Pngs.flood(100_000), Pngs.PIXELS, Pngs.END)),
                arguments("png without pixels", Pngs.of(1, 1, Pngs.END)),
                arguments("png with empty pixels", Pngs.of(1, 1, Pngs.chunk("IDAT", new byte[0]), Pngs.END)),
                arguments("png with a second header", Pngs.of(1, 1, Pngs.header(9, 9, 8, 2, 0), Pngs.PIXELS, Pngs.END)),
                arguments("png with a second end", Pngs.of(1, 1, Pngs.PIXELS, Pngs.END, Pngs.END)),
                arguments("png whose end has bytes", Pngs.of(1, 1, Pngs.PIXELS, Pngs.chunk("IEND", new byte[3]))),
                arguments(
                        "png with pixels in two runs",
                        Pngs.of(1, 1, Pngs.PIXELS, Pngs.chunk("tEXt", new byte[2]), Pngs.PIXELS, Pngs.END)),
                arguments(
                        "png with an unknown part",
                        Pngs.of(1, 1, Pngs.chunk("EVIL", new byte[2]), Pngs.PIXELS, Pngs.END)),
                arguments(
                        "png with a name of no letters",
                        Pngs.of(1, 1, Pngs.chunk("a<b>", new byte[2]), Pngs.PIXELS, Pngs.END)),
                arguments(
                        "png with an endless chunk", Pngs.of(1, 1, hex("ffffffff 49444154 00"), Pngs.PIXELS, Pngs.END)),
                arguments(
                        "png of colours without a palette", Bytes.join(Pngs.SIGNATURE, indexed, Pngs.PIXELS, Pngs.END)),
                arguments("png with two palettes", Pngs.of(1, 1, palette, palette, Pngs.PIXELS, Pngs.END)),
                arguments("png with a late palette", Pngs.of(1, 1, Pngs.PIXELS, palette, Pngs.END)),
                arguments(
                        "png with a crooked palette",
                        Pngs.of(1, 1, Pngs.chunk("PLTE", new byte[7]), Pngs.PIXELS, Pngs.END)),
                arguments(
                        "png of 3 bits", Bytes.join(Pngs.SIGNATURE, Pngs.header(1, 1, 3, 2, 0), Pngs.PIXELS, Pngs.END)),
                arguments(
                        "png of a fifth colour",
                        Bytes.join(Pngs.SIGNATURE, Pngs.header(1, 1, 8, 5, 0), Pngs.PIXELS, Pngs.END)),
                arguments(
                        "png that begins with pixels", Bytes.join(Pngs.SIGNATURE, Pngs.PIXELS, Pngs.PIXELS, Pngs.END)),
                arguments("png with a wrong checksum", Pngs.spoilt(Pngs.plain(), Pngs.plain().length - 15)));
    }

    private static Stream<Arguments> jpegs() {
        byte[] frame = Jpegs.frame(0xC0, 1, 1);
        byte[] scan = Jpegs.scan("00");
        return Stream.of(
                jpeg("of no height", Jpegs.frame(0xC0, 1, 0), scan, Jpegs.END),
                jpeg("of 65500 x 65500, progressive", Jpegs.frame(0xC2, 65_500, 65_500), Jpegs.scans(50), Jpegs.END),
                jpeg("of very many scans", Jpegs.frame(0xC2, 8000, 6000), Jpegs.scans(101), Jpegs.END),
                jpeg("of arithmetic coding", Jpegs.frame(0xC9, 1, 1), scan, Jpegs.END),
                jpeg("without loss", Jpegs.frame(0xC3, 1, 1), scan, Jpegs.END),
                jpeg("of two frames", frame, frame, scan, Jpegs.END),
                jpeg("without a frame", scan, Jpegs.END),
                jpeg("without a scan", frame, Jpegs.END),
                jpeg("that only ends", Jpegs.END, new byte[20]),
                jpeg("of 12 bits", Jpegs.segment(0xC0, hex("0c 0001 0001 01 011100")), scan, Jpegs.END),
                jpeg("of two components", Jpegs.segment(0xC0, hex("08 0001 0001 02 011100 021100")), scan, Jpegs.END),
                jpeg("with a short frame", Jpegs.segment(0xC0, hex("08 0001 0001 03 011100")), scan, Jpegs.END),
                jpeg("with a crooked scan", frame, Jpegs.segment(0xDA, hex("02 0100 003f00")), Jpegs.END),
                jpeg("with a scan of nothing", frame, Jpegs.segment(0xDA, hex("00 003f00")), Jpegs.END),
                jpeg("with a segment of length 1", hex("ffe0 0001"), frame, scan, Jpegs.END),
                jpeg("with bytes between segments", hex("00"), frame, scan, Jpegs.END),
                jpeg("with a restart outside a scan", hex("ffd0"), frame, scan, Jpegs.END),
                jpeg("with a second start", Jpegs.START, frame, scan, Jpegs.END),
                jpeg("with 100000 comments", flood(100_000), frame, scan, Jpegs.END),
                arguments("jpeg with another picture behind", Bytes.join(Jpegs.plain(), Jpegs.plain())));
    }

    private static Stream<Arguments> gifs() {
        byte[] screen = Gifs.screen(10, 10);
        byte[] frame = Gifs.frame(0, 0, 1, 1);
        return Stream.of(
                arguments("gif of no width", Bytes.join(Gifs.screen(0, 1), frame, Gifs.END)),
                arguments("gif without a frame", Bytes.join(screen, Gifs.EXTENSION, Gifs.END)),
                arguments(
                        "gif whose frame is beyond its screen",
                        Bytes.join(screen, Gifs.frame(0, 0, 65_535, 65_535), Gifs.END)),
                arguments(
                        "gif whose frame is beside its screen", Bytes.join(screen, Gifs.frame(10, 0, 1, 1), Gifs.END)),
                arguments("gif whose frame is empty", Bytes.join(screen, Gifs.frame(0, 0, 0, 1), Gifs.END)),
                arguments("gif of 100000 frames", Bytes.join(screen, Gifs.frames(100_000), Gifs.END)),
                arguments("gif without data", Bytes.join(screen, hex("2c 0000 0000 0100 0100 00 02 00"), Gifs.END)),
                arguments("gif of 12 bits", Bytes.join(screen, hex("2c 0000 0000 0100 0100 00 0c 01 00 00"), Gifs.END)),
                arguments("gif with an unknown block", Bytes.join(screen, hex("2d 00"), frame, Gifs.END)),
                arguments("gif and jar", Bytes.join(Gifs.plain(), hex("504b0304 0a000000 0000"))));
    }

    private static Stream<Arguments> webps() {
        byte[] picture = Webps.lossy(1, 1);
        byte[] frame = Webps.chunk("ANMF", Bytes.join(new byte[16], picture));
        return Stream.of(
                webp("animated", Webps.canvas(0x02, 1, 1), Webps.chunk("ANIM", new byte[6]), frame, frame),
                webp("animated in secret", Webps.canvas(0, 1, 1), picture, frame),
                webp("of two pictures", Webps.canvas(0, 1, 1), picture, picture),
                webp("without a picture", Webps.canvas(0, 1, 1), Webps.chunk("EXIF", new byte[4])),
                webp("whose picture is larger than its canvas", Webps.canvas(0, 1, 1), Webps.lossy(2, 2)),
                webp("with two canvases", Webps.canvas(0, 1, 1), Webps.canvas(0, 1, 1), picture),
                webp("of a canvas beyond bounds", Webps.canvas(0, 16_000_000, 16_000_000), picture),
                webp("that begins with metadata", Webps.chunk("EXIF", new byte[4]), picture),
                webp("of no width", Webps.lossy(0, 1)),
                webp("without a key frame", Webps.chunk("VP8 ", hex("110200 9d012a 0100 0100 0203"))),
                webp("without a start code", Webps.chunk("VP8 ", hex("100200 9d012b 0100 0100 0203"))),
                webp("of another signature", Webps.chunk("VP8L", hex("2e 00000000 0708"))),
                webp("of another version", Webps.chunk("VP8L", hex("2f 00000020 0708"))),
                webp("of a picture of nothing", Webps.chunk("VP8L", hex("2f 00000000"))),
                webp(
                        "of a chunk beyond its end",
                        new Bytes()
                                .text("VP8 ")
                                .low(0xFFFFFFFFL, 4)
                                .add(new byte[20])
                                .bytes()),
                webp("of half a chunk more", picture, text("EXI")),
                arguments(
                        "webp that is shorter than it says",
                        Bytes.join(text("RIFF"), hex("ff000000"), text("WEBP"), picture)),
                arguments(
                        "webp that is longer than it says",
                        Bytes.join(text("RIFF"), hex("04000000"), text("WEBP"), picture)));
    }

    private static Arguments jpeg(String name, byte[]... parts) {
        return arguments("jpeg " + name, Bytes.join(Jpegs.START, Jpegs.TABLE, Bytes.join(parts)));
    }

    private static Arguments webp(String name, byte[]... chunks) {
        return arguments("webp " + name, Webps.riff(chunks));
    }

    private static byte[] flood(int segments) {
        Bytes all = new Bytes();
        for (int i = 0; i < segments; i++) {
            all.hex("fffe0002");
        }
        return all.bytes();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String digits) {
        return new Bytes().hex(digits).bytes();
    }
}
