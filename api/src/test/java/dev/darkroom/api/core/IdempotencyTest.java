package dev.darkroom.api.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One key, one job; and the wallet's last credits, spent once: with two API processes over one database. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class IdempotencyTest {

    private static final String HEADER = "Idempotency-Key";
    private static final String BODY = "{\"prompt\": \"a lake\", \"metadata\": {\"z\": 1, \"a\": 1.0}}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi first = TestApi.start(database, temporal, Map.of());
    private final TestApi second = TestApi.serve(database.config(), temporal, Map.of());

    IdempotencyTest() throws IOException {}

    @AfterAll
    void close() {
        second.close();
        first.close();
        temporal.close();
    }

    @Test
    void the_same_request_again_is_the_first_answer_again_at_any_time() {
        String key = first.tenant(MicroUsd.ofUsd(1));
        Reply original = first.generate(key, BODY, HEADER, "k");
        Reply replayed = second.generate(key, BODY, HEADER, "k");
        first.ended(key, original.at("task_id"));
        String reordered = "{ \"metadata\" : {\"a\": 1, \"z\": 1}, \"prompt\": \"a l\\u0061ke\" }";
        Reply later = second.generate(key, reordered, HEADER, "k");
        assertEquals(202, original.status());
        assertEquals(original.text(), replayed.text());
        assertEquals(original.text(), later.text());
        assertTrue(original.header("Idempotent-Replayed").isEmpty());
        assertEquals("true", later.header("Idempotent-Replayed").orElseThrow());
        assertEquals("950.0000", first.get(key, "/v1/wallet").at("balance_credits"));
        assertEquals("[1]", first.get(key, "/v1/tasks").at("tasks"));
    }

    @Test
    void another_request_under_the_same_key_is_refused() {
        String key = first.tenant(MicroUsd.ofUsd(1));
        first.generate(key, BODY, HEADER, "k");
        Reply refused = second.generate(key, "{\"prompt\": \"a hill\"}", HEADER, "k");
        assertEquals(422, refused.status());
        assertEquals("IDEMPOTENCY_KEY_REUSED", refused.at("error.code"));
        assertEquals("[1]", first.get(key, "/v1/tasks").at("tasks"));
    }

    @Test
    void the_same_key_of_another_tenant_is_another_job() {
        String one = first.tenant(MicroUsd.ofUsd(1));
        String other = first.tenant(MicroUsd.ofUsd(1));
        assertNotEquals(
                first.generate(one, BODY, HEADER, "k").at("task_id"),
                first.generate(other, BODY, HEADER, "k").at("task_id"));
    }

    @Test
    void a_refusal_is_not_remembered() {
        String key = first.tenant(MicroUsd.ofUsd(1));
        assertEquals(400, first.generate(key, "{\"prompt\": \"\"}", HEADER, "k").status());
        assertEquals(202, first.generate(key, BODY, HEADER, "k").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void a_malformed_key_is_named(String value) {
        String key = first.tenant(MicroUsd.ofUsd(1));
        Reply refused = first.generate(key, BODY, HEADER, value);
        assertEquals(400, refused.status());
        assertEquals(HEADER, refused.at("error.param"));
        assertEquals(400, first.generate(key, BODY, HEADER, "x".repeat(256)).status());
        assertEquals(202, first.generate(key, BODY, HEADER, "x".repeat(255)).status());
    }

    @Test
    void fifty_at_once_under_one_key_are_one_job_and_one_debit() throws InterruptedException {
        String key = first.tenant(MicroUsd.ofUsd(1));
        List<Reply> replies = atOnce(50, i -> () -> api(i).generate(key, BODY, HEADER, "k"));
        assertEquals(1, replies.stream().map(Reply::text).distinct().count());
        assertEquals(50, replies.stream().filter(reply -> reply.status() == 202).count());
        assertEquals(
                49,
                replies.stream()
                        .filter(reply -> reply.header("Idempotent-Replayed").isPresent())
                        .count());
        first.ended(key, replies.getFirst().at("task_id"));
        assertEquals("950.0000", first.get(key, "/v1/wallet").at("balance_credits"));
    }

    @Test
    void a_hundred_at_once_on_a_balance_for_one_are_one_job() throws InterruptedException {
        String key = first.tenant(new MicroUsd(50_000));
        List<Reply> replies = atOnce(100, i -> () -> api(i).generate(key, BODY));
        assertEquals(1, replies.stream().filter(reply -> reply.status() == 202).count());
        assertEquals(99, replies.stream().filter(reply -> reply.status() == 402).count());
        assertEquals("0.0000", first.get(key, "/v1/wallet").at("balance_credits"));
        assertEquals("[1]", first.get(key, "/v1/tasks").at("tasks"));
    }

    private TestApi api(int i) {
        return i % 2 == 0 ? first : second;
    }

    private static List<Reply> atOnce(int times, IntFunction<Callable<Reply>> call) throws InterruptedException {
        try (ExecutorService executor = Executors.newFixedThreadPool(32)) {
            return executor.invokeAll(IntStream.range(0, times).mapToObj(call).toList()).stream()
                    .map(Future::resultNow)
                    .toList();
        }
    }
}
