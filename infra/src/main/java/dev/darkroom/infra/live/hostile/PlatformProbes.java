package dev.darkroom.infra.live.hostile;

import java.util.List;
import java.util.stream.Stream;

/** What frameworks show that nobody asked for, files beside those that were signed, and uploads (60, 84, 114 to 119). */
final class PlatformProbes {

    private static final List<String> BACK_DOORS = List.of(
            "/beans",
            "/loggers",
            "/refresh",
            "/routes",
            "/threaddump",
            "/metrics",
            "/prometheus",
            "/env",
            "/stop",
            "/health",
            "/health/ready",
            "/info",
            "/caches",
            "/heapdump",
            "/actuator",
            "/swagger",
            "/swagger-ui",
            "/admin",
            "/admin/tenants",
            "/.env",
            "/.git/config",
            "/application.yml");

    private PlatformProbes() {}

    static Stream<Probe> all(Attacker attacker) {
        Stream<Probe> doors = BACK_DOORS.stream()
                .flatMap(path -> Stream.of(
                        attacker.to(119, "GET " + path, 404), attacker.without(119, "GET " + path, 404, 401)));
        Stream<Probe> posts = Stream.of("/loggers/ROOT", "/refresh", "/stop", "/env")
                .map(path -> attacker.post(119, path, "{\"configuredLevel\": \"TRACE\"}", 404));
        Stream<Probe> files = Stream.of(
                        "/files/t/x/j/y/0.png",
                        "/files/../../../etc/passwd",
                        "/files/%2e%2e%2f%2e%2e%2fetc%2fpasswd",
                        "/files//etc/passwd",
                        "/files/t%00",
                        "/files/t/x?expires=9999999999&signature=AAAA",
                        "/files/" + "k".repeat(1_025))
                .map(path ->
                        attacker.to(path.contains("%2e") || path.contains("?") ? 114 : 115, "GET " + path, 403, 404));
        Stream<Probe> uploads = Stream.of(
                attacker.post(
                        116,
                        "/v1/uploads",
                        "{\"content_type\": \"text/html\", \"size\": 5, \"sha256\": \"%s\"}".formatted("0".repeat(64)),
                        400),
                attacker.post(
                        60,
                        "/v1/uploads",
                        "{\"content_type\": \"image/png\", \"size\": -1, \"sha256\": \"%s\"}".formatted("0".repeat(64)),
                        400),
                attacker.post(
                        60,
                        "/v1/uploads",
                        "{\"content_type\": \"image/png\", \"size\": 99999999999, \"sha256\": \"%s\"}"
                                .formatted("0".repeat(64)),
                        400),
                attacker.to(116, "PUT /uploads/art_%s?signature=x".formatted("0".repeat(32)), 403, 404));
        return Stream.of(doors, posts, files, uploads).flatMap(probes -> probes);
    }
}
