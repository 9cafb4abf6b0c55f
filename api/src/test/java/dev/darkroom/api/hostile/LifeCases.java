package dev.darkroom.api.hostile;

import dev.darkroom.api.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** What can be done with a task that goes on, tried on another tenant's and in wrong ways. One surface has it. */
final class LifeCases {

    private static final String TASKS = "/v1/tasks/";
    private static final List<String> READS = List.of("/events", "/timeline");

    private LifeCases() {}

    static Stream<HostileRequest> all(Attack attack) {
        return attack.target() == Target.STRATIZON
                ? Stream.of(ids(attack), keys(attack), bodies(attack), others(attack))
                        .flatMap(cases -> cases)
                : Stream.empty();
    }

    private static Stream<HostileRequest> ids(Attack attack) {
        String id = attack.foreignJob();
        String hex = id.replace("-", "");
        return Stream.of(id, "task_" + hex, "ig_" + hex, "task_9999999999999_" + hex, "x%2F..%2F" + id, "*", "0")
                .flatMap(path -> Stream.concat(
                        READS.stream()
                                .map(what ->
                                        attack.to("GET " + TASKS + path + what, Expected.refused(Refusal.NOT_FOUND))),
                        Stream.of(cancel(attack, path, "cancel " + path, "", Expected.refused(Refusal.NOT_FOUND)))));
    }

    private static Stream<HostileRequest> keys(Attack attack) {
        String path = TASKS + attack.foreignJob();
        Expected missing = Expected.refused(Refusal.NO_KEY);
        Expected forbidden = Expected.refused(Refusal.FORBIDDEN);
        return Stream.concat(
                READS.stream()
                        .flatMap(what -> Stream.of(
                                attack.to("GET " + path + what, "no key: " + what, missing),
                                attack.to(
                                        "GET " + path + what,
                                        "a key that may only ask: " + what,
                                        forbidden,
                                        "X-API-Key: " + attack.writeKey()))),
                Stream.of(
                        attack.to("POST " + path + "/cancel", "no key: cancel", missing, Attack.JSON),
                        attack.to(
                                "POST " + path + "/cancel",
                                "a key that may only read: cancel",
                                forbidden,
                                Attack.JSON,
                                "X-API-Key: " + attack.readKey())));
    }

    /** They are refused before anything is looked for. */
    private static Stream<HostileRequest> bodies(Attack attack) {
        String id = attack.foreignJob();
        return Stream.of(
                cancel(attack, id, "cancel with a list", "[]", Expected.invalid(null)),
                cancel(attack, id, "cancel with half an object", "{", Expected.invalid(null)),
                cancel(attack, id, "cancel with two of a field", "{\"a\":1,\"a\":1}", Expected.invalid(null)),
                cancel(attack, id, "cancel with a field", "{\"force\":true}", Expected.invalid("force")),
                attack.to(
                        "POST " + TASKS + id + "/cancel",
                        "cancel with a text",
                        Expected.refused(Refusal.WRONG_TYPE),
                        attack.bearer(),
                        "Content-Type: text/plain"),
                attack.to("POST " + TASKS + id + "/cancel?force=1", Expected.invalid("force")),
                attack.to("GET " + TASKS + id + "/events?from=1", Expected.invalid("from")),
                attack.to("GET " + TASKS + id + "/timeline?limit=1", Expected.invalid("limit")));
    }

    private static Stream<HostileRequest> others(Attack attack) {
        String path = TASKS + attack.foreignJob();
        return Stream.of(
                        "GET " + path + "/cancel",
                        "DELETE " + path + "/cancel",
                        "HEAD " + path + "/events",
                        "DELETE " + path + "/events",
                        "PUT " + path + "/timeline")
                .map(request -> attack.to(request, Expected.refused(Refusal.WRONG_METHOD)));
    }

    private static HostileRequest cancel(Attack attack, String id, String name, String body, Expected expected) {
        byte[] bytes = RawHttp.request(
                "POST %s%s/cancel HTTP/1.1".formatted(TASKS, id),
                body.getBytes(StandardCharsets.UTF_8),
                "Host: darkroom.example",
                "Connection: close",
                Attack.JSON,
                attack.bearer());
        return HostileRequest.of(name, bytes, expected);
    }
}
