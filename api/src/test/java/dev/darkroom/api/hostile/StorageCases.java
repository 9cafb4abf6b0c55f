package dev.darkroom.api.hostile;

import dev.darkroom.api.testing.Form;
import dev.darkroom.api.testing.RawHttp;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Uploads, stored images and their removal, asked for in wrong ways and of another tenant's. One surface has them. */
final class StorageCases {

    private static final String HOST = "Host: darkroom.example";
    private static final String CLOSE = "Connection: close";
    private static final String UPLOADS = "/v1/uploads";
    private static final String ARTIFACTS = "/v1/artifacts/";
    private static final String NOBODY = "art_" + "0".repeat(32);
    private static final List<String> NO_IDS = List.of(
            NOBODY, NOBODY.toUpperCase(Locale.ROOT), "art_", "art_%00", "x%2F..%2F" + NOBODY, "..%2f", "*", "0");

    private StorageCases() {}

    static Stream<HostileRequest> all(Attack attack) {
        return attack.target() == Target.STRATIZON
                ? Stream.of(ids(attack), keys(attack), forms(attack), puts(attack), others(attack))
                        .flatMap(cases -> cases)
                : Stream.empty();
    }

    private static Stream<HostileRequest> ids(Attack attack) {
        Expected missing = Expected.refused(Refusal.NOT_FOUND);
        String foreign = attack.foreignJob();
        return Stream.concat(
                NO_IDS.stream()
                        .flatMap(id -> Stream.of(
                                attack.to("GET " + ARTIFACTS + id, missing),
                                attack.to("GET " + ARTIFACTS + id + "/thumbnail", missing),
                                attack.to("DELETE " + ARTIFACTS + id, missing),
                                post(
                                        attack,
                                        UPLOADS + "/" + id + "/complete",
                                        "complete " + id,
                                        Attack.JSON,
                                        "{}",
                                        missing))),
                Stream.of(foreign, "task_" + foreign.replace("-", ""), "x%2F..%2F" + foreign)
                        .map(id -> attack.to("DELETE /v1/tasks/" + id, missing)));
    }

    private static Stream<HostileRequest> keys(Attack attack) {
        Expected missing = Expected.refused(Refusal.NO_KEY);
        Expected forbidden = Expected.refused(Refusal.FORBIDDEN);
        String reader = "X-API-Key: " + attack.readKey();
        return Stream.of(
                attack.to("GET " + ARTIFACTS + NOBODY, "no key: artifact", missing),
                attack.to("DELETE " + ARTIFACTS + NOBODY, "no key: remove", missing),
                attack.to("POST " + UPLOADS, "no key: upload", missing, Attack.JSON),
                attack.to("DELETE " + ARTIFACTS + NOBODY, "only to read: remove", forbidden, reader),
                attack.to("DELETE /v1/tasks/" + attack.foreignJob(), "only to read: remove a task", forbidden, reader),
                attack.to("POST " + UPLOADS, "only to read: upload", forbidden, Attack.JSON, reader),
                attack.to(
                        "GET " + ARTIFACTS + NOBODY,
                        "only to ask: artifact",
                        forbidden,
                        "X-API-Key: " + attack.writeKey()));
    }

    private static Stream<HostileRequest> forms(Attack attack) {
        String type = "Content-Type: " + Form.TYPE;
        String file = "--xyz\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n\r\n";
        return Stream.of(
                upload(attack, "no form at all", type, "x".repeat(1000), Expected.invalid(null)),
                upload(attack, "a form without an end", type, file + "x", Expected.invalid(null)),
                upload(
                        attack,
                        "a head without an end",
                        type,
                        "--xyz\r\n" + "x".repeat(100_000),
                        Expected.invalid(null)),
                upload(attack, "many heads", type, "--xyz\r\n" + "X: y\r\n".repeat(10_000), Expected.invalid(null)),
                upload(
                        attack,
                        "a path for a name",
                        type,
                        file.replace("\"file\"", "\"../x\"") + "x",
                        Expected.invalid("../x")),
                upload(
                        attack,
                        "a coded file",
                        type,
                        file.replace("\r\n\r\n", "\r\nContent-Transfer-Encoding: base64\r\n\r\n"),
                        Expected.invalid(null)),
                upload(
                        attack,
                        "a form in a form",
                        type,
                        file.replace("form-data", "attachment") + "x",
                        Expected.invalid(null)),
                upload(attack, "no boundary", "Content-Type: multipart/form-data", file, Expected.invalid(null)),
                upload(
                        attack,
                        "a long boundary",
                        "Content-Type: multipart/form-data; boundary=" + "x".repeat(71),
                        file,
                        Expected.invalid(null)),
                upload(attack, "a text", "Content-Type: text/plain", "x", Expected.refused(Refusal.WRONG_TYPE)),
                upload(attack, "a list", Attack.JSON, "[]", Expected.invalid(null)),
                upload(attack, "no size", Attack.JSON, "{\"content_type\":\"image/png\"}", Expected.invalid("sha256")));
    }

    private static Stream<HostileRequest> puts(Attack attack) {
        return Stream.of("", "?signature=x", "?content_type=image/png&size=1&expires=9999999999&signature=AAAA")
                .map(query -> attack.to("GET /uploads/" + NOBODY + query, Expected.refused(Refusal.WRONG_METHOD)));
    }

    private static Stream<HostileRequest> others(Attack attack) {
        return Stream.of(
                        "GET " + UPLOADS,
                        "DELETE " + UPLOADS,
                        "GET " + UPLOADS + "/" + NOBODY + "/complete",
                        "POST " + ARTIFACTS + NOBODY,
                        "PUT " + ARTIFACTS + NOBODY,
                        "DELETE " + ARTIFACTS + NOBODY + "/thumbnail")
                .map(request -> attack.to(request, Expected.refused(Refusal.WRONG_METHOD)));
    }

    private static HostileRequest upload(Attack attack, String name, String type, String body, Expected expected) {
        return post(attack, UPLOADS, "upload: " + name, type, body, expected);
    }

    private static HostileRequest post(
            Attack attack, String path, String name, String type, String body, Expected expected) {
        byte[] bytes = RawHttp.request(
                "POST " + path + " HTTP/1.1",
                body.getBytes(StandardCharsets.UTF_8),
                HOST,
                CLOSE,
                type,
                attack.bearer());
        return HostileRequest.of(name, bytes, expected);
    }
}
