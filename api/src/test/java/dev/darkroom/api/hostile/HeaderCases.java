package dev.darkroom.api.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Types, codings, queries and other things around a body that is right. */
final class HeaderCases {

    private static final List<String> NO_JSON = List.of(
            "",
            "text/plain",
            "text/json",
            "text/html",
            "application/xml",
            "application/jsonx",
            "application/ json",
            "application/vnd.api+json",
            "application/x-ndjson",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "multipart/form-data",
            "application/json; charset=utf-7",
            "application/json; charset=utf-16",
            "application/json; charset=iso-8859-1",
            "application/json; charset=",
            "application/json; charset=utf-8; charset=utf-16",
            "application/json, text/plain",
            "*/*",
            "/");

    private static final List<String> CODINGS = List.of(
            "gzip", "x-gzip", "deflate", "br", "zstd", "snappy", "gzip, identity", "identity, gzip", "aes128gcm");

    private HeaderCases() {}

    static Stream<HostileRequest> all(Attack attack) {
        return Stream.of(bodies(attack), queries(attack), others(attack)).flatMap(cases -> cases);
    }

    private static Stream<HostileRequest> bodies(Attack attack) {
        Expected wrongType = Expected.refused(Refusal.WRONG_TYPE);
        Stream<HostileRequest> types = NO_JSON.stream()
                .map(type -> attack.headers("type " + type, wrongType, attack.bearer(), "Content-Type: " + type));
        Stream<HostileRequest> two = Stream.of(
                attack.headers("no type", wrongType, attack.bearer()),
                attack.header(Attack.JSON, wrongType),
                attack.header("Content-Type: text/plain", wrongType));
        Stream<HostileRequest> codings =
                CODINGS.stream().map(coding -> attack.header("Content-Encoding: " + coding, wrongType));
        return Stream.of(types, two, codings).flatMap(cases -> cases);
    }

    private static Stream<HostileRequest> queries(Attack attack) {
        String post = "POST " + attack.target().post;
        return Stream.of(
                attack.to(post + "?dry_run=1", Expected.invalid("dry_run")),
                attack.to(post + "?dry_run=TRUE", Expected.invalid("dry_run")),
                attack.to(post + "?dry_run=", Expected.invalid("dry_run")),
                attack.to(post + "?dry_run=true&dry_run=false", Expected.invalid("dry_run")),
                attack.to(post + "?dry_run=true%00", Expected.invalid("dry_run")),
                attack.to(post + "?dry%5frun=yes", Expected.invalid("dry_run")),
                attack.to(post + "?dryrun=true", Expected.invalid("dryrun")),
                attack.to(post + "?dry_run[]=true", Expected.invalid("dry_run[]")),
                attack.to(post + "?_method=DELETE", Expected.invalid("_method")),
                attack.to(post + "?%D0%BF=1", Expected.invalid("\u043f")),
                attack.to("GET " + attack.target().read + "x?a=1", Expected.invalid("a")));
    }

    private static Stream<HostileRequest> others(Attack attack) {
        Expected key = Expected.invalid("Idempotency-Key");
        String read = "GET " + attack.target().read + "x";
        return Stream.of(
                attack.header("Idempotency-Key:", key),
                attack.header("Idempotency-Key: " + "x".repeat(256), key),
                attack.header("Idempotency-Key: caf\u00e9", key),
                attack.header("Idempotency-Key: a\tb", key),
                attack.header("Idempotency-Key: a\r\nIdempotency-Key: a", key),
                attack.header("Accept: text/html", Expected.invalid("Accept")),
                attack.header("Accept: image/png;q=1", Expected.invalid("Accept")),
                unheard(attack, "X-HTTP-Method-Override: DELETE", "X-Method-Override: GET", "X-HTTP-Method: PUT"),
                unheard(attack, "X-Forwarded-Host: evil.example", "X-Forwarded-Proto: gopher", "X-Forwarded-For: ::1"),
                unheard(attack, "Forwarded: host=evil.example;for=127.0.0.1", "X-Real-IP: 127.0.0.1"),
                unheard(attack, "X-Original-URL: /v1/wallet", "X-Rewrite-URL: /v1/wallet"),
                unheard(attack, "Origin: https://evil.example", "Cookie: session=x", "Sec-Fetch-Site: cross-site"),
                unheard(attack, "Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AAMAAABkAAQ"),
                unheard(attack, "X-Long: " + "a".repeat(4_000)),
                unheard(attack, "Range: bytes=0-0", "If-None-Match: *", "TE: trailers, deflate", "Max-Forwards: 0"),
                attack.to(
                        read,
                        "a web socket",
                        attack.target().missing(),
                        attack.bearer(),
                        "Upgrade: websocket",
                        "Sec-WebSocket-Version: 13",
                        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ=="));
    }

    /** Headers that change nothing, where others would believe them. */
    private static HostileRequest unheard(Attack attack, String... headers) {
        List<String> all = new ArrayList<>(List.of(attack.bearer(), Attack.JSON));
        all.addAll(List.of(headers));
        String name = headers[0].length() > 60 ? headers[0].substring(0, 60) : headers[0];
        String dryRun = "POST %s?dry_run=true".formatted(attack.target().post);
        return attack.to(dryRun, name, new Expected.Served(), all.toArray(String[]::new));
    }
}
