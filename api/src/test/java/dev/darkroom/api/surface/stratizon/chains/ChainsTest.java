package dev.darkroom.api.surface.stratizon.chains;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Chains of edits over HTTP, with a worker: their order, their money, and what ends them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainsTest {

    private static final String FAILING =
            "{\"steps\": [{\"name\": \"only\", \"prompt\": \"a lake {sandbox: fail=empty}\"}]}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());
    private final String key = api.tenant(MicroUsd.ofUsd(100));

    ChainsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_diamond_is_made_in_its_order_and_paid_as_one() {
        String poor = api.tenant(MicroUsd.ofUsd(1));
        Reply taken = make(poor, diamond("stop", "", "", ""));
        assertEquals("chain", taken.at("type"), taken::text);
        assertEquals("queued", taken.at("status"));
        assertEquals("290.0000", taken.at("billing.charged_credits"));
        assertEquals("base", taken.at("steps.2.after.0"));
        Reply ended = api.ended(poor, task(taken));
        assertEquals("succeeded", ended.at("status"), ended::text);
        assertEquals("100", ended.at("progress"));
        assertEquals("0.0000", ended.at("billing.refunded_credits"));
        assertEquals("7", ended.at("metadata.order"));
        for (int step = 0; step < 4; step++) {
            assertEquals("succeeded", ended.at("steps.%d.status".formatted(step)), ended::text);
        }
        assertEquals(ended.at("steps.2.output.images.1.artifact_id"), ended.at("steps.3.input.images.1.artifact_id"));
        assertEquals(ended.at("steps.3.output.images.0.artifact_id"), ended.at("output.images.0.artifact_id"));
        Reply lines = api.get(poor, "/v1/wallet/entries");
        assertEquals("charge", lines.at("entries.0.kind"), lines::text);
        assertEquals("-290.0000", lines.at("entries.0.amount_credits"));
        assertEquals("grant", lines.at("entries.1.kind"));
        assertEquals("710.0000", api.get(poor, "/v1/wallet").at("balance_credits"));
        assertEquals("0.0000", api.get(poor, "/v1/wallet").at("held_credits"));
    }

    @Test
    void a_step_that_fails_skips_what_needs_it_and_is_given_back() {
        String poor = api.tenant(MicroUsd.ofUsd(1));
        Reply ended = api.ended(poor, task(make(poor, diamond("continue", "", "{sandbox: fail=empty}", ""))));
        assertEquals("failed", ended.at("status"), ended::text);
        assertEquals("EMPTY_RESULT", ended.at("error.code"));
        assertEquals("succeeded", ended.at("steps.2.status"));
        assertEquals("canceled", ended.at("steps.3.status"));
        assertEquals("SKIPPED", ended.at("steps.3.error.code"));
        assertEquals("0.0000", ended.at("steps.3.billing.charged_credits"));
        assertEquals("120.0000", ended.at("billing.refunded_credits"));
        Reply lines = api.get(poor, "/v1/wallet/entries");
        assertEquals("refund", lines.at("entries.0.kind"), lines::text);
        assertEquals("120.0000", lines.at("entries.0.amount_credits"));
        assertEquals("charge", lines.at("entries.1.kind"));
        Reply usage = api.get(poor, "/v1/usage?group_by=model");
        assertEquals("230.0000", usage.at("usage.0.charged_credits"), "what the steps cost is counted once");
        assertEquals("60.0000", usage.at("usage.0.refunded_credits"));
    }

    @Test
    void partial_outputs_flow_on_where_the_wanted_image_is_there() {
        Reply ended = api.ended(key, task(make(key, diamond("continue", "", "", "{sandbox: filter=1}"))));
        assertEquals("succeeded", ended.at("status"), ended::text);
        assertEquals("60.0000", ended.at("billing.refunded_credits"));
        assertEquals("0", ended.at("steps.2.output.missing.0.index"));
    }

    @Test
    void a_chain_that_failed_is_resumed_from_what_it_has() {
        Reply failed = api.ended(key, task(make(key, diamond("stop", "", "{sandbox: fail=empty}", ""))));
        Reply priced = api.post(key, "/v1/tasks/" + task(failed) + "/resume?dry_run=true", "{}");
        assertEquals(200, priced.status(), priced::text);
        Reply resumed = api.post(key, "/v1/tasks/" + task(failed) + "/resume", "{}");
        assertEquals(202, resumed.status(), resumed::text);
        assertEquals(failed.at("task_id"), resumed.at("resumed_from"));
        assertEquals(failed.at("steps.0.task_id"), resumed.at("steps.0.task_id"));
        assertEquals(priced.at("price.total_credits"), resumed.at("billing.charged_credits"));
        Reply ended = api.ended(key, task(resumed));
        assertEquals("failed", ended.at("status"), "the same prompt fails again: " + ended.text());
        Reply done = api.ended(key, task(make(key, diamond("stop", "", "", ""))));
        assertEquals(
                409, api.post(key, "/v1/tasks/" + task(done) + "/resume", "{}").status());
    }

    @Test
    void a_cancel_reaches_every_step_and_gives_back_what_was_not_made() {
        String poor = api.tenant(MicroUsd.ofUsd(1));
        String task = task(make(poor, diamond("stop", "", "{sandbox: delay=60s}", "{sandbox: delay=60s}")));
        api.until(
                poor,
                task,
                reply -> reply.at("steps.1.status").equals("running")
                        && reply.at("steps.2.status").equals("running"));
        Reply canceled = api.post(poor, "/v1/tasks/" + task + "/cancel", "{}");
        assertEquals(202, canceled.status(), canceled::text);
        Reply ended = api.ended(poor, task);
        assertEquals("canceled", ended.at("status"), ended::text);
        assertEquals("succeeded", ended.at("steps.0.status"));
        assertEquals("canceled", ended.at("steps.2.status"));
        assertEquals("canceled", ended.at("steps.3.status"));
        assertEquals("240.0000", ended.at("billing.refunded_credits"));
        assertEquals("950.0000", api.get(poor, "/v1/wallet").at("balance_credits"));
        assertEquals(409, api.post(poor, "/v1/tasks/" + task + "/cancel", "{}").status());
    }

    @Test
    void a_price_is_shown_step_by_step_and_nothing_is_made() {
        Reply priced = api.post(key, "/v1/chains?dry_run=true", diamond("stop", "", "", ""));
        assertEquals(200, priced.status(), priced::text);
        assertEquals("290.0000", priced.at("price.total_credits"));
        assertEquals("right", priced.at("steps.2.name"));
        assertEquals("120.0000", priced.at("steps.2.total_credits"));
    }

    @Test
    void a_wallet_that_does_not_cover_the_whole_makes_nothing() {
        String broke = api.tenant(new MicroUsd(289_000));
        Reply refused = api.post(broke, "/v1/chains", diamond("stop", "", "", ""));
        assertEquals(402, refused.status(), refused::text);
        assertTrue(api.get(broke, "/v1/tasks").text().startsWith("{\"tasks\":[],"));
    }

    @Test
    void a_repeat_under_its_key_is_the_same_chain() {
        String body = diamond("stop", "", "", "");
        Reply first = api.post(key, "/v1/chains", body, "Idempotency-Key", "chain-1");
        api.ended(key, task(first));
        Reply again = api.post(key, "/v1/chains", body, "Idempotency-Key", "chain-1");
        assertEquals(first.text(), again.text());
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
        Reply other = api.post(key, "/v1/chains", diamond("continue", "", "", ""), "Idempotency-Key", "chain-1");
        assertEquals(422, other.status(), other::text);
    }

    @Test
    void a_resume_repeated_under_its_key_is_the_same_chain() {
        Reply failed = api.ended(key, task(make(key, diamond("stop", "", "{sandbox: fail=empty}", ""))));
        String resume = "/v1/tasks/" + task(failed) + "/resume";
        Reply first = api.post(key, resume, "{}", "Idempotency-Key", "resume-1");
        assertEquals(202, first.status(), first::text);
        api.ended(key, task(first));
        Reply again = api.post(key, resume, "{}", "Idempotency-Key", "resume-1");
        assertEquals(202, again.status(), again::text);
        assertEquals("true", again.header("Idempotent-Replayed").orElseThrow());
        for (String part : new String[] {"task_id", "status", "steps.1.status", "steps.3.status", "billing"}) {
            assertEquals(first.at(part), again.at(part), again::text);
        }
        assertEquals("queued", again.at("steps.3.status"), again::text);
        assertEquals("succeeded", again.at("steps.0.status"), again::text);
    }

    @Test
    void a_resume_repeated_under_its_key_is_the_same_chain_when_nothing_is_left_of_the_first() {
        Reply failed = api.ended(key, task(make(key, FAILING)));
        String resume = "/v1/tasks/" + task(failed) + "/resume";
        Reply first = api.post(key, resume, "{}", "Idempotency-Key", "resume-2");
        assertEquals(202, first.status(), first::text);
        api.ended(key, task(first));
        assertEquals(204, delete("/v1/tasks/" + task(failed)).status());
        Reply again = api.post(key, resume, "{}", "Idempotency-Key", "resume-2");
        assertEquals(202, again.status(), again::text);
        assertEquals(task(first), task(again));
        assertEquals(400, api.post(key, resume, "{}").status());
        assertEquals(400, api.post(key, resume + "?dry_run=true", "{}").status());
    }

    @Test
    void an_image_that_a_resume_lacks_is_named_by_its_step() {
        String image = "data:image/png;base64," + Base64.getEncoder().encodeToString(TestImages.png());
        Reply failed = api.ended(key, task(make(key, FAILING.replace("\"name\"", """
            "images": [{"type": "data_uri", "data_uri": "%s"}], "name"\
            """.formatted(image)))));
        String artifact = failed.at("steps.0.input.images.0.artifact_id");
        assertEquals(204, delete("/v1/artifacts/" + artifact).status());
        Reply refused = api.post(key, "/v1/tasks/" + task(failed) + "/resume", "{}");
        assertEquals(400, refused.status(), refused::text);
        assertEquals("steps[0].images[0]", refused.at("error.param"));
    }

    @Test
    void a_chain_is_no_image_to_work_from() {
        Reply chain = make(key, diamond("stop", "{sandbox: delay=60s}", "", ""));
        Reply refused = api.post(key, "/v1/images/image-to-image", """
            {"prompt": "tint it red", "image": {"type": "task", "task_id": "%s"}}\
            """.formatted(task(chain)));
        assertEquals(400, refused.status(), refused::text);
        assertEquals("image.task_id", refused.at("error.param"));
        assertEquals(
                202, api.post(key, "/v1/tasks/" + task(chain) + "/cancel", "{}").status());
    }

    @Test
    void an_id_that_tells_another_time_is_of_no_chain() {
        Reply failed = api.ended(key, task(make(key, FAILING)));
        long created = Instant.parse(failed.at("created_at")).toEpochMilli();
        String resume =
                "/v1/tasks/task_%d_" + task(failed).substring(task(failed).indexOf('_') + 1) + "/resume?dry_run=true";
        assertEquals(200, api.post(key, resume.formatted(created), "{}").status());
        assertEquals(404, api.post(key, resume.formatted(created + 1), "{}").status());
    }

    @Test
    void it_is_listed_and_followed_and_read_here_alone() {
        Reply taken = make(key, diamond("stop", "", "", ""));
        Reply followed = api.get(key, "/v1/tasks/" + task(taken) + "/events");
        assertTrue(followed.text().contains("event: step"), followed::text);
        assertTrue(followed.text().contains("event: done"), followed::text);
        Reply chains = api.get(key, "/v1/tasks?type=chain&limit=1");
        assertEquals("chain", chains.at("tasks.0.type"), chains::text);
        Reply steps = api.get(key, "/v1/tasks?parent=" + task(taken));
        assertEquals("image", steps.at("tasks.3.type"), steps::text);
        assertFalse(api.get(key, "/v1/tasks?type=image").text().contains(steps.at("tasks.0.task_id")));
        assertEquals(404, api.get(key, "/v2/jobs/" + task(taken)).status());
        assertEquals(
                200, api.get(key, "/v2/jobs/" + steps.at("tasks.0.task_id")).status());
        Reply timeline = api.get(key, "/v1/tasks/" + task(taken) + "/timeline");
        assertTrue(timeline.text().contains("join"), timeline::text);
        assertEquals(
                404,
                api.get(api.tenant(MicroUsd.ZERO), "/v1/tasks/" + task(taken)).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}                                                                           | steps",
                "{'steps': []}                                                                | steps",
                "{'steps': [{'prompt': 'x'}]}                                                 | steps[0].name",
                "{'steps': [{'name': 'A', 'prompt': 'x'}]}                                    | steps[0].name",
                "{'steps': [{'name': 'a', 'prompt': 'x'}, {'name': 'a', 'prompt': 'x'}]}      | steps[1].name",
                "{'steps': [{'name': 'a'}]}                                                   | steps[0].prompt",
                "{'steps': [{'name': 'a', 'prompt': 'x', 'quality': 'best'}]}                 | steps[0].quality",
                "{'steps': [{'name': 'a', 'prompt': 'x', 'model': 'nobody'}]}                 | steps[0].model",
                "{'steps': [{'name': 'a', 'prompt': 'x', 'seed': 1}]}                         | steps[0].seed",
                "{'steps': [{'name': 'a', 'prompt': 'x', 'images': [{'type': 'step', 'step': 'b'}]}]}"
                        + " | steps[0].images[0].step",
                "{'steps': [{'name': 'a', 'prompt': 'x', 'images': [{'type': 'step', 'step': 'a'}]}]} |"
                        + " steps[0].images",
                "{'steps': [{'name': 'a', 'prompt': 'x'}, {'name': 'b', 'prompt': 'x',"
                        + " 'images': [{'type': 'step', 'step': 'a', 'index': 1}]}]} | steps[1].images[0].index",
                "{'steps': [{'name': 'a', 'prompt': 'x', 'images': [{'type': 'step', 'step': 'b'}]}, {'name': 'b',"
                        + " 'prompt': 'x', 'images': [{'type': 'step', 'step': 'a'}]}]} | steps[0].images",
                "{'steps': [{'name': 'a', 'prompt': 'x'}, {'name': 'b', 'prompt': 'x', 'model': 'imagen-4',"
                        + " 'images': [{'type': 'step', 'step': 'a'}]}]} | steps[1].images",
                "{'steps': [{'name': 'a', 'prompt': 'x', 'mask': {'type': 'step', 'step': 'a'}}]} | steps[0].mask",
                "{'steps': [{'name': 'a', 'prompt': 'x'}], 'on_failure': 'never'}             | on_failure",
                "{'steps': [{'name': 'a', 'prompt': 'x'}], 'webhook_url': 'ftp://x'}          | webhook_url",
                "{'steps': [{'name': 'a', 'prompt': 'x'}], 'n': 1}                            | n"
            })
    void a_wrong_field_is_named_by_its_path(String body, String param) {
        Reply refused = api.post(key, "/v1/chains", body.replace('\'', '"'));
        assertEquals(400, refused.status(), refused::text);
        assertEquals(param, refused.at("error.param"), refused::text);
    }

    @Test
    void a_webhook_url_is_as_long_as_one_may_be_at_the_most() {
        String body =
                "{\"steps\": [{\"name\": \"a\", \"prompt\": \"x\"}], \"webhook_url\": \"https://example.com/%s\"}";
        String head = "https://example.com/";
        Reply refused = api.post(key, "/v1/chains?dry_run=true", body.formatted("x".repeat(2049 - head.length())));
        assertEquals(400, refused.status(), refused::text);
        assertEquals("webhook_url", refused.at("error.param"));
        Reply priced = api.post(key, "/v1/chains?dry_run=true", body.formatted("x".repeat(2048 - head.length())));
        assertEquals(200, priced.status(), priced::text);
    }

    @Test
    void more_than_twenty_steps_are_refused() {
        String steps = IntStream.range(0, 21)
                .mapToObj("{\"name\": \"s%d\", \"prompt\": \"x\"}"::formatted)
                .collect(Collectors.joining(","));
        Reply refused = api.post(key, "/v1/chains", "{\"steps\": [" + steps + "]}");
        assertEquals(400, refused.status(), refused::text);
        assertEquals("steps", refused.at("error.param"));
    }

    private static String diamond(String onFailure, String base, String left, String right) {
        return """
            {"on_failure": "%s", "metadata": {"order": 7}, "steps": [
              {"name": "base", "prompt": "a lake %s"},
              {"name": "left", "prompt": "tint it red %s", "images": [{"type": "step", "step": "base"}]},
              {"name": "right", "prompt": "flip it %s", "n": 2, "images": [{"type": "step", "step": "base", "index": 0}]},
              {"name": "join", "prompt": "side by side", "images": [
                {"type": "step", "step": "left"}, {"type": "step", "step": "right", "index": 1}]}]}\
            """.formatted(onFailure, base, left, right);
    }

    private Reply make(String owner, String body) {
        Reply taken = api.post(owner, "/v1/chains", body);
        assertEquals(202, taken.status(), taken::text);
        return taken;
    }

    private Reply delete(String path) {
        return api.send(
                api.request(path).header("Authorization", "Bearer " + key).DELETE());
    }

    private static String task(Reply reply) {
        return reply.at("task_id");
    }
}
