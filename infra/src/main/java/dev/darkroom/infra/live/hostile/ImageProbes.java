package dev.darkroom.infra.live.hostile;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Images in requests that are none, are too large, or are something else as well (43 to 58). */
final class ImageProbes {

    private static final int INLINE_MAX = 4 << 20;
    private static final int BASE64_OF_INLINE_MAX = INLINE_MAX / 3 * 4;
    private static final String PNG = "89504e470d0a1a0a";
    private static final String GIF_12000 = "474946383961e02ee02e800000000000ffffff2c00000000e02ee02e000002024401003b";
    private static final String JPEG_65500 = "ffd8ffc2001108ffdcffdc03012200021101031101ffd9";
    private static final String MOVING_WEBP =
            "524946461e00000057454250565038580a00000002000000000000000000414e494d0000";
    private static final String AVIF = "00000020667479706176696600000000617669666d6966316d696166";
    private static final String TINY =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mMQUDD4DwACBAFgUuKpYQAA" + "AABJRU5ErkJggg==";

    private ImageProbes() {}

    static Stream<Probe> all(Attacker attacker) {
        return Stream.of(uris(attacker), files(attacker), many(attacker)).flatMap(probes -> probes);
    }

    private static Stream<Probe> uris(Attacker attacker) {
        return Stream.of(
                uri(attacker, 43, "4 MiB and a byte", png(INLINE_MAX + 1)),
                uri(attacker, 44, "no base64", "data:image/png," + TINY),
                uri(attacker, 44, "a charset", "data:image/png;charset=utf-8;base64," + TINY),
                uri(attacker, 44, "nothing", "data:image/png;base64,"),
                uri(attacker, 44, "no type", "data:;base64," + TINY),
                uri(attacker, 45, "white space", "data:image/png;base64," + TINY.replace("A", " A")),
                uri(attacker, 45, "the other alphabet", "data:image/png;base64," + TINY.replace('g', '_')),
                uri(attacker, 45, "bad padding", "data:image/png;base64," + TINY.replace("==", "=")),
                uri(attacker, 45, "nothing but padding", "data:image/png;base64," + "=".repeat(5 << 20)),
                uri(attacker, 46, "HTML", data("text/html", "<script>alert(1)</script>")),
                uri(attacker, 46, "SVG", data("image/svg+xml", "<svg xmlns='http://www.w3.org/2000/svg'/>")),
                uri(
                        attacker,
                        46,
                        "SVG as PNG",
                        data("image/png", "<!DOCTYPE s [<!ENTITY a \"" + "b".repeat(1000) + "\">]><svg>&a;&a;</svg>")),
                uri(attacker, 46, "a file", "file:///etc/passwd"));
    }

    private static Stream<Probe> files(Attacker attacker) {
        String tiny = HexFormat.of().formatHex(Base64.getDecoder().decode(TINY));
        return Stream.of(
                hex(attacker, 47, "2.5 gigapixels in a few bytes", PNG + chunk("IHDR", "0000c3500000c3500806000000")),
                hex(
                        attacker,
                        48,
                        "100,000 chunks",
                        tiny.substring(0, 66) + chunk("tEXt", "610062").repeat(100_000) + tiny.substring(66)),
                hex(attacker, 49, "GIF of 12,000 by 12,000", GIF_12000),
                hex(attacker, 50, "a WebP that moves", MOVING_WEBP),
                hex(attacker, 51, "AVIF", AVIF),
                hex(attacker, 52, "JPEG of 65,500 by 65,500", JPEG_65500),
                hex(attacker, 53, "TIFF", "49492a0008000000000000000000"),
                hex(attacker, 53, "BMP", "424d4600000000000000360000002800000001000000"),
                hex(attacker, 53, "PSD", "384250530001000000000000000300000001"),
                hex(attacker, 54, "a ZIP behind a PNG", tiny + "504b0506" + "00".repeat(18)),
                hex(attacker, 54, "a PDF", "255044462d312e37"),
                hex(attacker, 55, "cut short", tiny.substring(0, tiny.length() - 30)),
                hex(attacker, 55, "a wrong sum", tiny.replace("49484452", "49484453")),
                hex(attacker, 55, "the first bytes alone", PNG),
                uri(attacker, 59, "HTML that says it is PNG", data("image/png", "<html></html>")));
    }

    private static Stream<Probe> many(Attacker attacker) {
        String image = "{\"type\": \"data_uri\", \"data_uri\": \"data:image/png;base64,%s\"}".formatted(TINY);
        String large = "{\"type\": \"data_uri\", \"data_uri\": \"%s\"}".formatted(png(INLINE_MAX - 100));
        return Stream.of(
                attacker.post(0, "the control", Attacker.EDIT + "?dry_run=true", edit(image, ""), 200),
                attacker.post(
                        58,
                        "17 images",
                        Attacker.EDIT,
                        edit(image, "%1$s, ".formatted(image).repeat(15) + image),
                        400),
                attacker.post(
                        58,
                        "5 images of 4 MiB",
                        Attacker.EDIT,
                        edit(large, "%1$s, ".formatted(large).repeat(3) + large),
                        400),
                new Probe(
                        58,
                        "16 images of 4 MiB",
                        attacker.head("HTTP/1.1", "Content-Length: " + 16 * BASE64_OF_INLINE_MAX),
                        Set.of(413)),
                attacker.post(
                        58,
                        "an image of another tenant's",
                        Attacker.EDIT,
                        edit("{\"type\": \"artifact\", \"artifact_id\": \"art_%s\"}".formatted("0".repeat(32)), ""),
                        400),
                attacker.post(
                        58,
                        "another tenant's task",
                        Attacker.EDIT,
                        edit(
                                "{\"type\": \"task\", \"task_id\": \"%s\", \"index\": 0}"
                                        .formatted(attacker.foreignTask()),
                                ""),
                        400));
    }

    private static String edit(String image, String others) {
        return "{\"prompt\": \"x\", \"image\": %s, \"extra_images\": [%s]}".formatted(image, others);
    }

    private static Probe uri(Attacker attacker, int number, String name, String uri) {
        String image = "{\"type\": \"data_uri\", \"data_uri\": \"%s\"}".formatted(uri.replace("\"", "\\\""));
        return attacker.post(number, name, Attacker.EDIT, "{\"prompt\": \"x\", \"image\": %s}".formatted(image), 400);
    }

    private static Probe hex(Attacker attacker, int number, String name, String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        return uri(
                attacker,
                number,
                name,
                "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes));
    }

    private static String data(String type, String text) {
        return "data:%s;base64,%s"
                .formatted(type, Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.US_ASCII)));
    }

    /** So many bytes that begin like a PNG. */
    private static String png(int bytes) {
        byte[] image = new byte[bytes];
        byte[] start = HexFormat.of().parseHex(PNG);
        System.arraycopy(start, 0, image, 0, start.length);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(image);
    }

    private static String chunk(String type, String hex) {
        byte[] data = HexFormat.of().parseHex(hex);
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 sum = new CRC32();
        sum.update(name);
        sum.update(data);
        return HexFormat.of()
                .formatHex(ByteBuffer.allocate(data.length + 12)
                        .putInt(data.length)
                        .put(name)
                        .put(data)
                        .putInt((int) sum.getValue())
                        .array());
    }
}
