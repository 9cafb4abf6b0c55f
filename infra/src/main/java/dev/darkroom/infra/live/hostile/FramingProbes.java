package dev.darkroom.infra.live.hostile;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Bytes of which two servers could think differently, and requests beside those that there are (77 to 84). */
final class FramingProbes {

    private static final Integer SILENCE = Probe.SILENCE;
    private static final String V11 = "HTTP/1.1";

    private FramingProbes() {}

    static Stream<Probe> all(Attacker attacker) {
        return Stream.of(sizes(attacker), lengths(attacker), heads(attacker), senders(attacker), paths(attacker))
                .flatMap(probes -> probes);
    }

    private static Stream<Probe> sizes(Attacker attacker) {
        String huge = "Content-Length: 10000000000";
        String chunk = "10000\r\n%s\r\n".formatted("x".repeat(0x10000));
        Stream<Probe> bodies = Stream.of(
                new Probe(77, "a body of 10 GB", attacker.head(V11, huge), Set.of(413)),
                new Probe(77, "10 GB, if it may", attacker.head(V11, huge, "Expect: 100-continue"), Set.of(413)),
                new Probe(
                        77,
                        "it may, and nothing comes",
                        attacker.head(V11, "Content-Length: 100", "Expect: 100-continue"),
                        Set.of(SILENCE)),
                new Probe(
                        77,
                        "chunks without an end",
                        attacker.head(V11, "Transfer-Encoding: chunked") + chunk.repeat(40),
                        Set.of(413)));
        Stream<Probe> packed = Stream.of("gzip", "deflate", "br", "zstd", "snappy", "gzip, gzip")
                .map(coding -> attacker.header(78, "Content-Encoding: " + coding, 415));
        Stream<Probe> heads = Stream.of(
                attacker.header(80, "X-Long: " + "a".repeat(8_193), 400, 431),
                attacker.raw(80, "10,000 headers", attacker.head(V11, "X: y\r\n".repeat(10_000) + "X: y"), 400, 431),
                attacker.to(80, "GET /v1/tasks?cursor=" + "a".repeat(4_097), 400, 414),
                attacker.raw(80, "a NUL in a header", attacker.head(V11, "X-A: a\u0000b", "Content-Length: 0"), 400));
        return Stream.of(bodies, packed, heads).flatMap(probes -> probes);
    }

    private static Stream<Probe> lengths(Attacker attacker) {
        Stream<Probe> lengths = Stream.of("5,5", "+5", "0x5", "-1", "5 5", "99999999999999999999")
                .map(length -> head(attacker, V11, "Content-Length: " + length));
        Stream<Probe> codings = Stream.of("xchunked", "chunked, identity", "identity", "gzip, chunked", "\u000bchunked")
                .map(coding -> head(attacker, V11, "Transfer-Encoding: " + coding));
        Stream<Probe> both = Stream.of(
                head(attacker, V11, "Content-Length: 5", "Transfer-Encoding: chunked"),
                head(attacker, V11, "Transfer-Encoding: chunked", "Content-Length: 5"),
                head(attacker, "HTTP/1.0", "Content-Length: 5", "Transfer-Encoding: chunked"),
                head(attacker, V11, "Content-Length: 5", "Content-Length: 6"),
                head(attacker, V11, "Transfer-Encoding : chunked"));
        Stream<Probe> chunks = Stream.of(
                        "zz\r\n", "5;\nx\r\n12345\r\n0\r\n\r\n", "5\n12345\r\n0\r\n\r\n", "ffffffffff\r\n")
                .map(next -> attacker.raw(
                        79, "chunk " + next, attacker.head(V11, "Transfer-Encoding: chunked") + next, 400));
        return Stream.of(lengths, codings, both, chunks).flatMap(probes -> probes);
    }

    private static Stream<Probe> heads(Attacker attacker) {
        String fine = attacker.head(V11, "Content-Length: 0");
        return Stream.of(
                head(attacker, V11, "Host: evil.example", "Content-Length: 0"),
                head(attacker, V11, "X-Note: a", " b", "Content-Length: 0"),
                attacker.raw(79, "no Host", fine.replaceFirst("Host: [^\r]*\r\n", ""), 400),
                attacker.raw(79, "LF alone", fine.replace("\r\n", "\n"), 400),
                attacker.raw(79, "a NUL first", "\u0000" + fine, 400),
                attacker.raw(79, "an SOH first", "\u0001" + fine, 400),
                attacker.raw(79, "another host", fine.replaceFirst("POST /", "POST http://evil.example/"), 400),
                attacker.raw(81, "HTTP/2 from the start", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
                attacker.raw(81, "TLS", "\u0016\u0003\u0001\u0000\u00a5\u0001\u0000\u0000\u00a1\r\n", 400));
    }

    private static Stream<Probe> senders(Attacker attacker) {
        String dry = Attacker.GENERATE + "?dry_run=true";
        return Stream.of(
                        List.of("X-Forwarded-Host: evil.example", "X-Forwarded-Proto: gopher", "X-Forwarded-For: ::1"),
                        List.of("Forwarded: host=evil.example;for=127.0.0.1", "X-Real-IP: 127.0.0.1"),
                        List.of("X-Original-URL: /v1/wallet", "X-Rewrite-URL: /v1/wallet"),
                        List.of("X-HTTP-Method-Override: DELETE", "X-HTTP-Method: PUT"),
                        List.of("Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQ"),
                        List.of("Origin: null", "Cookie: session=x"),
                        List.of("Origin: https://evil.example", "Access-Control-Request-Method: POST"))
                .map(headers -> attacker.with(headers.getFirst().startsWith("Origin") ? 84 : 82, dry, headers, 200));
    }

    private static Stream<Probe> paths(Attacker attacker) {
        String task = attacker.foreignTask();
        Stream<Probe> methods = Stream.of("OPTIONS", "TRACE", "PUT", "PATCH", "DELETE", "HEAD")
                .map(method -> attacker.to(83, method + " " + Attacker.GENERATE, 405));
        Stream<Probe> paths = Stream.of(
                        "/v1/tasks/" + task,
                        "/v1/tasks/" + task + ";jsessionid=1",
                        "/v1/tasks/%2e%2e%2f" + task,
                        "/v1/tasks/x%2F..%2F" + task,
                        "/v1/tasks/" + task + "%00",
                        "/V1/TASKS/" + task,
                        "/x/../v1/wallet",
                        "/x/%2e%2e/v1/wallet",
                        "/v1/wallet;x=1")
                .map(path -> attacker.to(83, "GET " + path, 404));
        Stream<Probe> targets = Stream.of("//v1/wallet", "/v1/wallet#x", "/v1/wallet%zz", "\\v1\\wallet")
                .map(path -> attacker.to(83, "GET " + path, 400));
        return Stream.of(methods, paths, targets).flatMap(probes -> probes);
    }

    private static Probe head(Attacker attacker, String version, String... headers) {
        return attacker.raw(79, version + " " + List.of(headers), attacker.head(version, headers), 400);
    }
}
