package dev.darkroom.api.surface.stratizon.artifacts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stored images over HTTP: what is known of them, small pictures, and how they and their tasks' texts go. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactsTest {

    private static final int TRIES = 200;

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());
    private final String key = api.tenant(MicroUsd.ofUsd(1000));

    ArtifactsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void an_image_knows_its_task_and_its_family() throws IOException {
        byte[] png = TestImages.png();
        String given = upload(png);
        Reply first = edited(given);
        String middle = first.at("output.images.0.artifact_id");
        String last = edited(middle).at("output.images.0.artifact_id");
        Reply shown = artifact(middle);
        assertEquals(200, shown.status(), shown::text);
        assertEquals("image", shown.at("kind"));
        assertEquals(first.at("task_id"), shown.at("task_id"));
        assertEquals(first.at("output.images.0.sha256"), shown.at("sha256"));
        assertEquals(first.at("output.images.0.width"), shown.at("width"));
        assertEquals("[1]", shown.at("parents"));
        assertEquals(given, shown.at("parents.0"));
        assertEquals("[1]", shown.at("children"));
        assertEquals(last, shown.at("children.0"));
        assertEquals("[3]", shown.at("lineage.nodes"));
        assertEquals(middle, shown.at("lineage.nodes.0.artifact_id"));
        assertEquals("[2]", shown.at("lineage.edges"));
        assertEquals(200, api.send(api.request(shown.at("url"))).status());
        Reply input = artifact(given);
        assertEquals("input", input.at("kind"));
        assertEquals("", input.at("task_id"));
        assertEquals("[3]", input.at("lineage.nodes"));
        assertArrayEquals(png, api.send(api.request(input.at("url"))).response().body());
    }

    @Test
    void a_made_image_has_a_small_picture_at_once_and_a_given_one_a_moment_later() throws IOException {
        String made = made(1).at("output.images.0.artifact_id");
        assertEquals(302, thumbnail(made).status());
        BufferedImage small = picture(thumbnail(made).header("Location").orElseThrow());
        assertEquals(256, Math.max(small.getWidth(), small.getHeight()));
        assertEquals(
                200, api.send(api.request(artifact(made).at("thumbnail_url"))).status());
        String given = upload(TestImages.png(600, 300, 5));
        Reply reply = thumbnail(given);
        for (int i = 0; i < TRIES && reply.status() == 404; i++) {
            TestApi.pause(Duration.ofMillis(50));
            reply = thumbnail(given);
        }
        assertEquals(302, reply.status());
        assertEquals(128, picture(reply.header("Location").orElseThrow()).getHeight());
    }

    @Test
    void an_image_that_is_removed_is_nowhere_and_its_task_stays_succeeded() {
        Reply task = made(2);
        String gone = task.at("output.images.0.artifact_id");
        String url = task.at("output.images.0.url");
        Reply wallet = api.get(key, "/v1/wallet");
        assertEquals(204, delete(key, "/v1/artifacts/" + gone).status());
        assertEquals(404, artifact(gone).status());
        assertEquals(404, thumbnail(gone).status());
        assertEquals(404, api.send(api.request(url)).status());
        assertEquals(404, delete(key, "/v1/artifacts/" + gone).status());
        Reply after = api.get(key, "/v1/tasks/" + task.at("task_id"));
        assertEquals("succeeded", after.at("status"));
        assertEquals("[1]", after.at("output.images"));
        assertEquals(task.at("output.images.1.artifact_id"), after.at("output.images.0.artifact_id"));
        assertEquals("[0]", after.at("output.missing"));
        assertEquals(task.at("billing.charged_credits"), after.at("billing.charged_credits"));
        assertEquals(wallet.text(), api.get(key, "/v1/wallet").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/images/", "/v2/jobs/", "/api/ai/tasks/", "/v1/tasks/"})
    void every_surface_shows_a_task_whose_images_are_gone(String path) {
        Reply task = made(1);
        assertEquals(204, delete(key, "/v1/tasks/" + task.at("task_id")).status());
        Reply shown = api.get(key, path + task.header("X-Job-Id").orElseThrow());
        assertEquals(200, shown.status(), shown::text);
    }

    @Test
    void what_a_task_works_from_is_there_until_it_has_ended() {
        String given = upload(TestImages.png());
        Reply running = api.post(key, "/v1/images/image-to-image", """
            {"prompt": "tint it red {sandbox: delay=3s}", "image": {"type": "artifact", "artifact_id": "%s"}}\
            """.formatted(given));
        Reply refused = delete(key, "/v1/artifacts/" + given);
        assertEquals(409, refused.status(), refused::text);
        assertEquals("CONFLICT", refused.at("error.code"));
        assertEquals(409, delete(key, "/v1/tasks/" + running.at("task_id")).status());
        assertEquals("succeeded", api.ended(key, running.at("task_id")).at("status"));
        assertEquals(204, delete(key, "/v1/artifacts/" + given).status());
        Reply late = api.post(key, "/v1/images/image-to-image", """
            {"prompt": "x", "image": {"type": "artifact", "artifact_id": "%s"}}\
            """.formatted(given));
        assertEquals(400, late.status());
        assertEquals("image.artifact_id", late.at("error.param"), late::text);
    }

    @Test
    void a_removed_task_has_no_texts_and_no_images_and_its_lines_stay() {
        String body = "{\"prompt\": \"a secret lake\", \"metadata\": {\"order\": 4711}}";
        Reply taken = api.generate(key, body, "Idempotency-Key", "gone-1");
        Reply task = api.ended(key, taken.at("task_id"));
        String image = task.at("output.images.0.artifact_id");
        String path = "/v1/tasks/" + task.at("task_id");
        long lines = database.count("SELECT COUNT(*) FROM transfer");
        assertEquals(204, delete(key, path).status());
        assertEquals(204, delete(key, path).status(), "as often as anybody likes");
        Reply after = api.get(key, path);
        assertEquals("succeeded", after.at("status"));
        assertEquals("", after.at("input.prompt"));
        assertEquals("", after.at("metadata"));
        assertEquals("[0]", after.at("output.images"));
        assertEquals(task.at("billing.charged_credits"), after.at("billing.charged_credits"));
        assertEquals(404, artifact(image).status());
        assertEquals(lines, database.count("SELECT COUNT(*) FROM transfer"));
        Reply again = api.generate(key, body, "Idempotency-Key", "gone-1");
        assertEquals(202, again.status());
        assertEquals("true", again.header("Idempotent-Replayed").orElse(""));
        assertEquals("", again.at("input.prompt"), "the key stays spent, the text is gone");
    }

    @Test
    void a_removed_chain_takes_what_its_steps_made_and_were_asked_with_it() {
        Reply taken = api.post(key, "/v1/chains", """
            {"steps": [{"name": "first", "prompt": "a lake"},
                       {"name": "then", "prompt": "tint it red", "images": [{"type": "step", "step": "first", "index": 0}]}]}\
            """);
        Reply ended = api.ended(key, taken.at("task_id"));
        assertEquals("succeeded", ended.at("status"), ended::text);
        String last = ended.at("steps.1.output.images.0.artifact_id");
        assertEquals("[2]", artifact(last).at("lineage.nodes"), "a chain is a graph");
        assertEquals(204, delete(key, "/v1/tasks/" + taken.at("task_id")).status());
        assertEquals(404, artifact(last).status());
        Reply after = api.get(key, "/v1/tasks/" + taken.at("task_id"));
        for (int step = 0; step < 2; step++) {
            assertEquals("[0]", after.at("steps.%d.output.images".formatted(step)), after::text);
            assertEquals("", after.at("steps.%d.input.prompt".formatted(step)));
        }
        assertEquals("succeeded", after.at("status"));
    }

    @Test
    void what_is_another_tenants_is_as_absent_as_what_never_was() {
        Reply task = made(1);
        String image = task.at("output.images.0.artifact_id");
        String stranger = api.tenant(MicroUsd.ZERO);
        String never = "art_" + "0".repeat(32);
        for (String end : List.of("", "/thumbnail")) {
            assertEquals(
                    anonymous(api.get(stranger, "/v1/artifacts/" + never + end)),
                    anonymous(api.get(stranger, "/v1/artifacts/" + image + end)));
        }
        assertEquals(404, delete(stranger, "/v1/artifacts/" + image).status());
        assertEquals(404, delete(stranger, "/v1/tasks/" + task.at("task_id")).status());
        assertEquals(404, api.get(key, "/v1/artifacts/nonsense").status());
        assertEquals(200, artifact(image).status(), "it is untouched");
    }

    @Test
    void a_key_that_may_only_read_removes_nothing_and_one_that_may_only_ask_reads_nothing() {
        Tenants.Added tenant = api.added(MicroUsd.ZERO);
        ApiKeys keys = api.get(ApiKeys.class);
        String reader = keys.create(tenant.id(), List.of(Scope.IMAGES_READ)).secret();
        String writer = keys.create(tenant.id(), List.of(Scope.IMAGES_WRITE)).secret();
        String path = "/v1/artifacts/art_" + "0".repeat(32);
        assertEquals(403, delete(reader, path).status());
        assertEquals(403, delete(reader, "/v1/tasks/task_" + "0".repeat(32)).status());
        assertEquals(403, api.get(writer, path).status());
        assertEquals(403, api.get(writer, path + "/thumbnail").status());
        assertTrue(api.get(reader, path).status() == 404 && delete(writer, path).status() == 404);
    }

    private Reply made(int n) {
        Reply taken = api.generate(key, "{\"prompt\": \"a lake\", \"n\": %d}".formatted(n));
        return api.ended(key, taken.at("task_id"));
    }

    private Reply edited(String artifact) {
        Reply taken = api.post(key, "/v1/images/image-to-image", """
            {"prompt": "tint it red", "image": {"type": "artifact", "artifact_id": "%s"}}\
            """.formatted(artifact));
        Reply ended = api.ended(key, taken.at("task_id"));
        assertEquals("succeeded", ended.at("status"), ended::text);
        return ended;
    }

    private String upload(byte[] png) {
        return api.send(api.request("/v1/uploads")
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", Form.TYPE)
                        .POST(BodyPublishers.ofByteArray(
                                new Form().file("file", png).end())))
                .at("artifact_id");
    }

    private Reply artifact(String id) {
        return api.get(key, "/v1/artifacts/" + id);
    }

    private Reply thumbnail(String id) {
        return api.get(key, "/v1/artifacts/" + id + "/thumbnail");
    }

    private BufferedImage picture(String url) throws IOException {
        return ImageIO.read(
                new ByteArrayInputStream(api.send(api.request(url)).response().body()));
    }

    private Reply delete(String as, String path) {
        return api.send(
                api.request(path).header("Authorization", "Bearer " + as).DELETE());
    }

    private static String anonymous(Reply reply) {
        return reply.status() + reply.text().replaceAll("req_[0-9a-f]+", "");
    }
}
