package dev.darkroom.api.surface.stratizon.uploads;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.testing.Form;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Images given before anything is asked for: in one request, or announced, put and completed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadsTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());
    private final String key = api.tenant(MicroUsd.ofUsd(100));

    UploadsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_form_with_a_file_is_an_artifact_that_a_task_can_work_from() {
        byte[] png = TestImages.png();
        Reply uploaded = upload(key, png);
        assertEquals(201, uploaded.status(), uploaded::text);
        assertEquals("image/png", uploaded.at("content_type"));
        assertEquals(Integer.toString(png.length), uploaded.at("size"));
        assertEquals("40", uploaded.at("width"));
        assertEquals("30", uploaded.at("height"));
        Duration left = Duration.between(Instant.now(), Instant.parse(uploaded.at("expires_at")));
        assertTrue(left.toHours() == 23 || left.toHours() == 24, left::toString);
        assertEquals(uploaded.at("artifact_id"), upload(key, png).at("artifact_id"), "the same bytes");
        Reply task = api.post(key, "/v1/images/image-to-image", """
            {"prompt": "tint it red", "image": {"type": "artifact", "artifact_id": "%s"}}\
            """.formatted(uploaded.at("artifact_id")));
        Reply ended = api.ended(key, task.at("task_id"));
        assertEquals("succeeded", ended.at("status"), ended::text);
        assertEquals(uploaded.at("artifact_id"), ended.at("input.images.0.artifact_id"));
    }

    @Test
    void a_file_of_twenty_megabytes_is_streamed_in_and_one_above_the_limit_is_not() {
        byte[] large = large(20);
        Reply uploaded = upload(key, large);
        assertEquals(201, uploaded.status(), uploaded::text);
        assertEquals(Integer.toString(large.length), uploaded.at("size"));
        assertEquals(413, upload(key, large(26)).status());
    }

    @Test
    void a_form_is_one_file_and_nothing_else() {
        byte[] png = TestImages.png();
        assertRefused("VALIDATION_ERROR", "image", new Form().file("image", png).end());
        assertRefused("VALIDATION_ERROR", "file", new Form().text("file", "x").end());
        assertRefused(
                "VALIDATION_ERROR",
                "mask",
                new Form().file("file", png).file("mask", png).end());
        assertRefused(
                "VALIDATION_ERROR",
                "file",
                new Form().file("file", png).file("file", png).end());
        assertRefused(
                "VALIDATION_ERROR",
                "note",
                new Form().file("file", png).text("note", "x").end());
        assertRefused("VALIDATION_ERROR", "", new Form().file("file", png).open());
        assertRefused("VALIDATION_ERROR", "", new Form().end());
        assertRefused("VALIDATION_ERROR", "", new byte[0]);
        assertRefused(
                "VALIDATION_ERROR",
                "",
                new Form().raw("preamble\r\n").file("file", png).end());
        assertRefused(
                "VALIDATION_ERROR",
                "",
                new Form().file("file", png).raw("--xyz--\r\nmore").open());
        assertRefused(
                "VALIDATION_ERROR", "", new Form().raw("--xyz\r\n\r\nx\r\n").end());
        assertRefused(
                "INVALID_IMAGE",
                "file",
                new Form()
                        .file("file", "no image".getBytes(StandardCharsets.UTF_8))
                        .end());
        assertRefused(
                "INVALID_IMAGE", "file", new Form().file("file", new byte[0]).end());
    }

    @Test
    void bytes_that_look_like_the_end_of_the_form_are_not() {
        byte[] png = TestImages.png();
        Reply twice = send(
                "multipart/form-data; boundary=\"a b\"",
                new String(new Form().file("file", png).end(), StandardCharsets.ISO_8859_1)
                        .replace("--xyz", "--a b")
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(201, twice.status(), twice::text);
        assertEquals(
                415,
                send(
                                "multipart/mixed; boundary=xyz",
                                new Form().file("file", png).end())
                        .status());
        assertEquals(
                400,
                send("multipart/form-data", new Form().file("file", png).end()).status());
    }

    @Test
    void an_announced_image_is_put_without_a_key_and_completed() {
        byte[] png = TestImages.png();
        Reply announced = announce(key, "image/png", png.length, sha256(png));
        assertEquals(201, announced.status(), announced::text);
        String url = announced.at("upload_url");
        assertTrue(url.startsWith(api.url() + "/uploads/" + announced.at("artifact_id") + "?"), url);
        Reply early = complete(key, announced);
        assertEquals(409, early.status());
        assertEquals("CONFLICT", early.at("error.code"));
        assertEquals(204, put(url, "image/png", png).status());
        assertEquals(204, put(url, "image/png", png).status(), "a repeat");
        byte[] other = png.clone();
        other[other.length - 1]++;
        assertEquals(409, put(url, "image/png", other).status(), "it replaces nothing");
        Reply completed = complete(key, announced);
        assertEquals(200, completed.status(), completed::text);
        assertEquals(announced.at("artifact_id"), completed.at("artifact_id"));
        assertEquals("40", completed.at("width"));
        assertEquals(completed.text(), complete(key, announced).text(), "a repeat is answered alike");
        assertEquals(403, put(url, "image/png", png).status(), "it is over");
        assertEquals(announced.at("artifact_id"), upload(key, png).at("artifact_id"));
        Reply known = announce(key, "image/png", png.length, sha256(png));
        assertEquals(200, complete(key, known).status(), "what is there need not be put again");
    }

    @Test
    void what_is_put_is_what_was_announced_or_nothing() {
        byte[] png = TestImages.png();
        String url = announce(key, "image/png", png.length, sha256(png)).at("upload_url");
        assertEquals(415, put(url, "image/jpeg", png).status());
        assertEquals(415, put(url, "image/png; q=1", png).status());
        byte[] longer = Arrays.copyOf(png, png.length + 1);
        assertEquals(413, put(url, "image/png", longer).status());
        assertEquals(413, send("PUT", url, "image/png", longer, true).status(), "however it comes");
        assertEquals(
                400, put(url, "image/png", Arrays.copyOf(png, png.length - 1)).status());
        assertEquals(400, put(url, "image/png", new byte[0]).status());
        for (String changed : List.of(
                url.replace("content_type=image/png", "content_type=image/gif"),
                url.replace("size=", "size=1"),
                url.replace("expires=", "expires=9"),
                url.substring(0, url.length() - 1),
                url.replace("/uploads/art_", "/uploads/art_0").replaceFirst(".\\?", "?"),
                url + "&x=1",
                url.substring(0, url.indexOf('?')))) {
            assertEquals(403, put(changed, "image/png", png).status(), changed);
        }
        assertEquals(204, put(url, "image/png", png).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "content_type", "file"})
    void what_was_put_and_is_not_what_was_announced_is_removed(String field) {
        byte[] png = TestImages.png();
        byte[] put = field.equals("file") ? Arrays.copyOf(png, png.length - 1) : png;
        String type = field.equals("content_type") ? "image/jpeg" : "image/png";
        String sha256 = field.equals("sha256") ? "ab".repeat(32) : sha256(put);
        Reply announced = announce(key, type, put.length, sha256);
        assertEquals(204, put(announced.at("upload_url"), type, put).status());
        Reply refused = complete(key, announced);
        assertEquals(400, refused.status(), refused::text);
        assertEquals("INVALID_IMAGE", refused.at("error.code"));
        assertEquals(field, refused.at("error.param"));
        assertEquals(404, complete(key, announced).status(), "the draft is gone");
        assertEquals(0, database.count("SELECT COUNT(*) FROM blob_trash"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "content_type | {'size': 1, 'sha256': 'S'}",
                "content_type | {'content_type': 'image/svg+xml', 'size': 1, 'sha256': 'S'}",
                "size | {'content_type': 'image/png', 'sha256': 'S'}",
                "size | {'content_type': 'image/png', 'size': 0, 'sha256': 'S'}",
                "size | {'content_type': 'image/png', 'size': 26214401, 'sha256': 'S'}",
                "size | {'content_type': 'image/png', 'size': '1', 'sha256': 'S'}",
                "sha256 | {'content_type': 'image/png', 'size': 1}",
                "sha256 | {'content_type': 'image/png', 'size': 1, 'sha256': 'AB'}",
                "name | {'content_type': 'image/png', 'size': 1, 'sha256': 'S', 'name': 'x'}"
            })
    void an_announcement_that_cannot_be_is_refused_by_its_field(String field, String body) {
        Reply refused = api.post(key, "/v1/uploads", body.replace('\'', '"').replace("S\"", "ab".repeat(32) + '"'));
        assertEquals(400, refused.status(), refused::text);
        assertEquals(field, refused.at("error.param"));
    }

    @Test
    void another_tenants_upload_is_as_absent_as_one_that_never_was() {
        byte[] png = TestImages.png();
        Reply announced = announce(key, "image/png", png.length, sha256(png));
        String stranger = api.tenant(MicroUsd.ZERO);
        Reply foreign = complete(stranger, announced);
        Reply never = api.post(stranger, "/v1/uploads/art_" + "0".repeat(32) + "/complete", "{}");
        assertEquals(404, foreign.status());
        assertEquals(anonymous(never), anonymous(foreign));
        assertNotEquals(announced.at("artifact_id"), upload(stranger, png).at("artifact_id"));
    }

    @Test
    void a_full_storage_takes_no_more() {
        Tenants.Added tenant = api.added(MicroUsd.ZERO);
        byte[] png = TestImages.png();
        database.execute("UPDATE tenant SET storage_quota = %d WHERE id = '%s'".formatted(png.length, tenant.id()));
        assertEquals(201, upload(tenant.key(), png).status());
        for (Reply full : List.of(
                upload(tenant.key(), TestImages.png()), announce(tenant.key(), "image/png", 1, "ab".repeat(32)))) {
            assertEquals(403, full.status());
            assertEquals("STORAGE_QUOTA_REACHED", full.at("error.code"));
        }
        assertEquals(201, upload(tenant.key(), png).status(), "what is there takes no more room");
    }

    @Test
    void a_key_that_may_only_read_gives_nothing() {
        Tenants.Added tenant = api.added(MicroUsd.ZERO);
        String reader = api.get(ApiKeys.class)
                .create(tenant.id(), List.of(Scope.IMAGES_READ))
                .secret();
        assertEquals(403, upload(reader, TestImages.png()).status());
        assertEquals(403, announce(reader, "image/png", 1, "ab".repeat(32)).status());
    }

    private void assertRefused(String code, String param, byte[] form) {
        Reply refused = send(Form.TYPE, form);
        assertEquals(400, refused.status(), refused::text);
        assertEquals(code, refused.at("error.code"), refused::text);
        assertEquals(param, refused.at("error.param"), refused::text);
    }

    private Reply upload(String as, byte[] png) {
        return api.send(api.request("/v1/uploads")
                .header("Authorization", "Bearer " + as)
                .header("Content-Type", Form.TYPE)
                .POST(BodyPublishers.ofByteArray(new Form().file("file", png).end())));
    }

    private Reply send(String type, byte[] form) {
        return api.send(api.request("/v1/uploads")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(form)));
    }

    private Reply announce(String as, String type, int size, String sha256) {
        return api.post(as, "/v1/uploads", """
            {"content_type": "%s", "size": %d, "sha256": "%s"}\
            """.formatted(type, size, sha256));
    }

    private Reply complete(String as, Reply announced) {
        return api.post(as, "/v1/uploads/" + announced.at("artifact_id") + "/complete", "{}");
    }

    private Reply put(String url, String type, byte[] bytes) {
        return send("PUT", url, type, bytes, false);
    }

    private Reply send(String method, String url, String type, byte[] bytes, boolean chunked) {
        BodyPublisher body = BodyPublishers.ofByteArray(bytes);
        return api.send(api.request(url)
                .header("Content-Type", type)
                .method(method, chunked ? BodyPublishers.fromPublisher(body) : body));
    }

    private static String anonymous(Reply reply) {
        return reply.text().replaceAll("req_[0-9a-f]+", "");
    }

    /** A picture with so many megabytes of a comment in it. */
    private static byte[] large(int megabytes) {
        byte[] png = TestImages.png();
        byte[] data = new byte[megabytes * 1024 * 1024];
        CRC32 crc = new CRC32();
        byte[] type = "teXt".getBytes(StandardCharsets.US_ASCII);
        crc.update(type);
        crc.update(data);
        ByteBuffer all = ByteBuffer.allocate(png.length + data.length + 12);
        all.put(png, 0, 33).putInt(data.length).put(type).put(data).putInt((int) crc.getValue());
        return all.put(png, 33, png.length - 33).array();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
