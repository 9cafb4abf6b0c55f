package dev.darkroom.api.hostile;

import java.util.List;
import java.util.stream.Stream;

/** Requests of which two servers could think differently where they end. None of them may be followed by another. */
final class FramingCases {

    private static final List<String> NO_LENGTHS = List.of(
            "5,5",
            "+5",
            "0x5",
            "-5",
            "5 5",
            "5;5",
            "",
            "1e1",
            "5.0",
            "\u0665",
            "99999999999999999999",
            "5\r\nContent-Length: 5",
            "5\r\nContent-Length: 6",
            "5\r\n 0");

    private static final List<String> NO_CODINGS = List.of(
            "xchunked",
            "x-chunked",
            "chunked, identity",
            "identity",
            "gzip, chunked",
            "chunked, chunked",
            "\"chunked\"",
            "",
            "chunked;q=1",
            "chunked\r\nTransfer-Encoding: chunked",
            "chunked\r\nTransfer-Encoding: identity",
            "chunked\r\n x",
            "\u000bchunked",
            "ch\u00fcnked");

    private static final List<String> NO_CHUNKS = List.of(
            "zz\r\n",
            "-5\r\n",
            "0x5\r\n12345\r\n0\r\n\r\n",
            "ffffffffff\r\n",
            "\r\n",
            " \r\n",
            "5\n12345\r\n0\r\n\r\n",
            "5;\nx\r\n12345\r\n0\r\n\r\n",
            "5\r\n1234567\r\n0\r\n\r\n",
            "5\r\n12345X0\r\n\r\n",
            "5 5\u0000\r\n");

    private FramingCases() {}

    static Stream<HostileRequest> all(Attack attack) {
        return Stream.of(lengths(attack), chunks(attack), heads(attack), lines(attack), starts(attack), ends(attack))
                .flatMap(cases -> cases);
    }

    private static String head(Attack attack, String version, String... headers) {
        return "POST %s %s\r\nHost: darkroom.example\r\n%s\r\n%s\r\n%s\r\n\r\n"
                .formatted(attack.target().post, version, attack.bearer(), Attack.JSON, String.join("\r\n", headers));
    }

    private static HostileRequest raw(Attack attack, String name, String version, String... headers) {
        return attack.raw(name, head(attack, version, headers), Expected.invalid(null));
    }

    private static Stream<HostileRequest> lengths(Attack attack) {
        Stream<HostileRequest> lengths = NO_LENGTHS.stream()
                .map(length -> raw(attack, "length " + length, "HTTP/1.1", "Content-Length: " + length));
        Stream<HostileRequest> codings = NO_CODINGS.stream()
                .map(coding -> raw(attack, "coding " + coding, "HTTP/1.1", "Transfer-Encoding: " + coding));
        Stream<HostileRequest> both = Stream.of(
                raw(attack, "length and coding", "HTTP/1.1", "Content-Length: 5", "Transfer-Encoding: chunked"),
                raw(attack, "coding and length", "HTTP/1.1", "Transfer-Encoding: chunked", "Content-Length: 5"),
                raw(attack, "coding before 1.1", "HTTP/1.0", "Transfer-Encoding: chunked"),
                raw(attack, "both before 1.1", "HTTP/1.0", "Content-Length: 5", "Transfer-Encoding: chunked"),
                raw(attack, "a space before a colon", "HTTP/1.1", "Transfer-Encoding : chunked"),
                raw(attack, "a tab before a colon", "HTTP/1.1", "Content-Length\t: 5"));
        return Stream.of(lengths, codings, both).flatMap(cases -> cases);
    }

    /** After a first chunk that would be a whole body. */
    private static Stream<HostileRequest> chunks(Attack attack) {
        String head = head(attack, "HTTP/1.1", "Transfer-Encoding: chunked");
        String chunk = chunk(attack.target().body);
        return NO_CHUNKS.stream()
                .map(next -> attack.raw("chunks " + next, head + chunk + next, Expected.invalid(null)));
    }

    private static String chunk(String text) {
        return "%x\r\n%s\r\n".formatted(text.length(), text);
    }

    private static Stream<HostileRequest> heads(Attack attack) {
        return Stream.of(
                raw(attack, "two hosts", "HTTP/1.1", "Host: evil.example", "Content-Length: 0"),
                raw(attack, "one host twice", "HTTP/1.1", "Host: darkroom.example", "Content-Length: 0"),
                raw(attack, "a header that goes on", "HTTP/1.1", "X-Note: a", " b", "Content-Length: 0"),
                raw(attack, "a header that goes on after a tab", "HTTP/1.1", "X-Note: a", "\tb", "Content-Length: 0"),
                raw(attack, "a header without a colon", "HTTP/1.1", "X-Note", "Content-Length: 0"),
                raw(attack, "a header without a name", "HTTP/1.1", ": x", "Content-Length: 0"),
                raw(attack, "a NUL in a value", "HTTP/1.1", "X-Note: a\u0000b", "Content-Length: 0"),
                raw(attack, "a NUL in a name", "HTTP/1.1", "X-No\u0000te: a", "Content-Length: 0"),
                raw(attack, "a NUL in a key", "HTTP/1.1", attack.bearer() + "\u0000", "Content-Length: 0"),
                raw(attack, "a lone CR", "HTTP/1.1", "X-Note: a\rX-Other: b", "Content-Length: 0"),
                raw(attack, "a lone LF", "HTTP/1.1", "X-Note: a\nX-Other: b", "Content-Length: 0"),
                raw(attack, "a bell", "HTTP/1.1", "X-Note: a\u0007", "Content-Length: 0"),
                raw(attack, "a name with a letter beyond ASCII", "HTTP/1.1", "X-N\u00f6te: a", "Content-Length: 0"),
                raw(attack, "headers of more than 8 KiB", "HTTP/1.1", "X-Long: " + "a".repeat(8_192)),
                raw(attack, "the same with a length", "HTTP/1.1", "Content-Length: 5", "X-Long: " + "a".repeat(8_192)),
                raw(attack, "10,000 headers", "HTTP/1.1", "X: y\r\n".repeat(10_000) + "X: y"),
                raw(attack, "HTTP/2.0", "HTTP/2.0", "Content-Length: 0"),
                raw(attack, "HTTP/1.2", "HTTP/1.2", "Content-Length: 0"));
    }

    /** Heads that are no lines as they have to be. */
    private static Stream<HostileRequest> lines(Attack attack) {
        String post = attack.target().post;
        String fine = head(attack, "HTTP/1.1", "Content-Length: 0");
        return Stream.of(
                attack.raw("no host", fine.replace("Host: darkroom.example\r\n", ""), Expected.invalid(null)),
                attack.raw("LF alone", fine.replace("\r\n", "\n"), Expected.unread()),
                attack.raw("LF alone after the first line", fine.replaceFirst("\r\n", "\n"), Expected.unread()),
                attack.raw("CR alone", fine.replace("\r\n", "\r"), Expected.unread()),
                attack.raw(
                        "a header before the first",
                        fine.replaceFirst("Host", " X: y\r\nHost"),
                        Expected.invalid(null)),
                attack.raw("a NUL in the path", fine.replaceFirst(post, post + "\u0000"), Expected.unread()),
                attack.raw("a space in the path", fine.replaceFirst(post, post + " x"), Expected.unread()),
                attack.raw("no version", fine.replaceFirst(" HTTP/1.1", ""), Expected.unread()),
                attack.raw("another protocol", fine.replaceFirst("HTTP/1.1", "RTSP/1.0"), Expected.unread()),
                attack.raw("no method", fine.replaceFirst("POST ", ""), Expected.unread()),
                attack.raw("a method with a bracket", fine.replaceFirst("POST", "P(ST"), Expected.unread()));
    }

    private static Stream<HostileRequest> starts(Attack attack) {
        String fine = head(attack, "HTTP/1.1", "Content-Length: 0");
        return Stream.of(
                attack.raw("a NUL before the line", "\u0000" + fine, Expected.unread()),
                attack.raw("a control character before the line", "\u0001" + fine, Expected.unread()),
                attack.raw("HTTP/2 from the start", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", Expected.unread()),
                attack.raw(
                        "TLS",
                        "\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\u0003\u0003\r\n",
                        Expected.unread()),
                attack.raw("PROXY", "PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n", Expected.unread()));
    }

    /** Bodies that are announced and do not come. */
    private static Stream<HostileRequest> ends(Attack attack) {
        String body = attack.target().body;
        String length = "Content-Length: " + (body.length() + 1);
        return Stream.of(
                attack.cut("a body cut short", head(attack, "HTTP/1.1", length) + body),
                attack.cut("chunks cut short", head(attack, "HTTP/1.1", "Transfer-Encoding: chunked") + chunk(body)),
                attack.cut(
                        "a head cut short",
                        head(attack, "HTTP/1.1", "Content-Length: 0").stripTrailing()),
                attack.announced("a body of 10 GB", "Content-Length: 10000000000"),
                attack.announced("a body of 10 GB, if it may", "Content-Length: 10000000000\r\nExpect: 100-continue"));
    }
}
