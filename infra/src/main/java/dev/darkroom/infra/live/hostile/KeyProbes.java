package dev.darkroom.infra.live.hostile;

import java.util.List;
import java.util.stream.Stream;

/** Keys that are none, other people's things, cursors and keys of repeats that were tampered with (85 to 92). */
final class KeyProbes {

    private static final String JSON = "Content-Type: application/json";

    private KeyProbes() {}

    static Stream<Probe> all(Attacker attacker, String readKey, String otherKey) {
        return Stream.of(none(attacker, otherKey), scopes(attacker, readKey), foreign(attacker), repeats(attacker))
                .flatMap(probes -> probes);
    }

    private static Stream<Probe> none(Attacker attacker, String otherKey) {
        String key = attacker.key();
        Stream<List<String>> headers = Stream.of(
                List.of(),
                List.of("Authorization:"),
                List.of("Authorization: Bearer"),
                List.of("Authorization: Basic dTpw"),
                List.of("Authorization: Bearer " + key + "x"),
                List.of("Authorization: Bearer " + key.substring(0, key.length() - 4) + "AAAA"),
                List.of("Authorization: Bearer " + "x".repeat(7_500)),
                List.of("Authorization: Bearer ' OR '1'='1"),
                List.of(attacker.bearer(), "Authorization: Bearer " + otherKey),
                List.of(attacker.bearer(), "X-API-Key: " + otherKey),
                List.of("X-API-Key: " + key + ",x"),
                List.of("Cookie: Authorization=Bearer " + key),
                List.of("Proxy-Authorization: Bearer " + key));
        return Stream.concat(
                headers.map(lines -> attacker.headers(
                        85, Stream.concat(Stream.of(JSON), lines.stream()).toList(), 401)),
                Stream.of(
                        attacker.without(92, "GET /v1/wallet?api_key=" + key, 401),
                        attacker.without(92, "GET /v1/wallet?access_token=" + key, 401)));
    }

    private static Stream<Probe> scopes(Attacker attacker, String readKey) {
        return Stream.of(
                attacker.headers(86, List.of("X-API-Key: " + readKey, JSON), 403),
                attacker.headers(94, List.of("X-API-Key: " + readKey, JSON, "X-Admin: true"), 403),
                attacker.post(94, "/admin/tenants/hostile/grants", "{\"amount_usd\": \"-1\", \"reason\": \"x\"}", 404));
    }

    /** Another tenant's task, by every verb, and ids that nothing ever had. */
    private static Stream<Probe> foreign(Attacker attacker) {
        String task = attacker.foreignTask();
        String hex = task.substring(task.indexOf('_') + 1);
        Stream<String> requests = Stream.of(
                "GET /v1/tasks/" + task,
                "GET /v1/tasks/" + task + "/timeline",
                "GET /v1/tasks/" + task + "/events",
                "DELETE /v1/tasks/" + task,
                "POST /v1/tasks/" + task + "/cancel",
                "POST /v1/tasks/" + task + "/resume",
                "GET /api/v1/images/ig_" + hex,
                "GET /v2/jobs/" + task,
                "GET /api/ai/tasks/" + task,
                "GET /api/v1/tasks/" + task,
                "GET /v1/artifacts/art_" + hex,
                "DELETE /v1/artifacts/art_" + hex,
                "GET /v1/artifacts/art_" + hex + "/thumbnail",
                "POST /v1/uploads/art_" + hex + "/complete",
                "GET /v1/webhook-endpoints/whe_" + hex,
                "DELETE /v1/webhook-endpoints/whe_" + hex,
                "GET /v1/webhook-deliveries/whd_" + hex,
                "POST /v1/webhook-deliveries/whd_" + hex + "/redeliver");
        Stream<Probe> cursors = Stream.of("x", "AAAA", "../..", "eyJhIjoxfQ", "0")
                .map(cursor -> attacker.to(90, "GET /v1/tasks?cursor=" + cursor, 400));
        return Stream.concat(requests.map(request -> attacker.to(89, request, 404)), cursors);
    }

    private static Stream<Probe> repeats(Attacker attacker) {
        return Stream.of("", "x".repeat(256), "caf\u00e9", "a\tb", "a\r\nIdempotency-Key: a")
                .map(key -> attacker.header(91, "Idempotency-Key: " + key, 400));
    }
}
