package dev.darkroom.api.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.StatementLog;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.admin.tier.Tiers;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How often a key may ask, and what it is told of that; and how often one may come without a good key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RateLimitTest {

    private static final int REFUSALS = 20;
    private static final int ATTEMPTS = 50;
    private static final String BODY = "{\"prompt\": \"a lake\"}";
    private static final List<String> HEADERS =
            List.of("X-RateLimit-Limit", "X-RateLimit-Remaining", "X-RateLimit-Reset");

    private final AtomicInteger tiers = new AtomicInteger();
    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            database.config(),
            temporal,
            Map.of("darkroom.rate.refusals-per-minute", REFUSALS, "darkroom.trusted-proxies", "127.0.0.1"));

    RateLimitTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void every_answer_to_a_known_key_says_what_is_left() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        assertEquals(List.of("400", "399", "1"), left(api.get(key, "/v1/wallet")));
        assertEquals(List.of("200", "199", "1"), left(api.generate(key, BODY)));
        assertEquals("200", left(api.generate(key, "{")).getFirst(), "400");
        assertEquals("400", left(api.get(key, "/v1/tasks/task_x")).getFirst(), "404 of a route");
        assertEquals("400", left(api.get(key, "/nowhere")).getFirst(), "404 of none");
        assertEquals("200", left(api.post(key, "/v1/wallet", "{}")).getFirst(), "405");
        String reads = api.get(ApiKeys.class)
                .create(api.added(MicroUsd.ZERO).id(), List.of(Scope.IMAGES_READ))
                .secret();
        assertEquals(List.of("200", "199", "1"), left(api.generate(reads, BODY)), "403");
        assertTrue(left(api.get("wrong", "/v1/wallet")).isEmpty());
        assertTrue(left(api.health("live")).isEmpty());
    }

    @Test
    void what_is_over_the_burst_is_told_when_to_come_again() {
        String key = tenant(5, 1_000);
        Reply refused = refusal(() -> api.generate(key, "{"));
        assertEquals("RATE_LIMITED", refused.at("error.code"));
        assertEquals(List.of("5", "0", "5"), left(refused));
        assertEquals("1", refused.header("Retry-After").orElseThrow());
        assertEquals(200, api.get(key, "/v1/wallet").status(), "reads have a bucket of their own");
    }

    @Test
    void what_is_refused_asks_the_database_nothing() throws SQLException {
        String key = tenant(1, 1_000);
        // A token comes back each second, so that a request between two of them is let in now and then.
        for (int i = 0; i < ATTEMPTS; i++) {
            refusal(() -> api.generate(key, "{"));
            try (StatementLog log = new StatementLog(database)) {
                if (api.generate(key, BODY).status() == 429) {
                    List<String> statements = log.statements();
                    assertEquals(
                            List.of(),
                            statements.stream()
                                    .filter(RateLimitTest::isOfCallers)
                                    .toList());
                    return;
                }
            }
        }
        throw new AssertionError("every request was let in");
    }

    @Test
    void reads_are_limited_too_also_of_what_is_not_there() {
        String key = tenant(1_000, 3);
        assertEquals(List.of("3", "0", "3"), left(refusal(() -> api.get(key, "/v1/wallet"))));
        assertEquals(429, refusal(() -> api.get(key, "/nowhere")).status());
        assertEquals(202, api.generate(key, BODY).status());
    }

    @Test
    void a_key_without_the_scope_is_limited_like_any_other() {
        Tenants.Added tenant = added(2, 2);
        String reads = api.get(ApiKeys.class)
                .create(tenant.id(), List.of(Scope.IMAGES_READ))
                .secret();
        assertEquals(403, api.generate(reads, BODY).status());
        assertEquals(List.of("2", "0", "2"), left(refusal(() -> api.generate(reads, BODY))));
        assertEquals(202, api.generate(tenant.key(), BODY).status(), "each key has its own");
    }

    @Test
    void of_a_hundred_at_once_no_more_than_the_burst_come_through() throws InterruptedException {
        String key = tenant(30, 1_000);
        long began = System.nanoTime();
        List<Integer> statuses;
        try (ExecutorService executor = Executors.newFixedThreadPool(32)) {
            Callable<Integer> call = () -> api.generate(key, BODY).status();
            statuses = executor
                    .invokeAll(IntStream.range(0, 100).mapToObj(i -> call).toList())
                    .stream()
                    .map(Future::resultNow)
                    .toList();
        }
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        long letIn = statuses.stream().filter(status -> status != 429).count();
        assertTrue(letIn >= 30 && letIn <= 31 + seconds, () -> statuses + " in " + seconds + " s");
        long taken = statuses.stream().filter(status -> status == 202).count();
        assertEquals(
                "[%d]".formatted(taken), api.get(key, "/v1/tasks?limit=100").at("tasks"));
    }

    @Test
    void guesses_of_one_address_are_bounded_and_leave_others_alone() throws SQLException {
        String known = api.tenant(MicroUsd.ofUsd(1));
        assertEquals(200, from("198.51.100.7", known).status());
        for (int i = 0; i < REFUSALS; i++) {
            assertEquals(401, from("198.51.100.7", guess(known, i)).status());
        }
        Reply refused;
        try (StatementLog log = new StatementLog(database)) {
            refused = from("198.51.100.7", guess(known, REFUSALS));
            assertEquals(
                    List.of(),
                    log.statements().stream().filter(RateLimitTest::isOfCallers).toList());
        }
        assertEquals(429, refused.status());
        assertTrue(Integer.parseInt(refused.header("Retry-After").orElseThrow()) >= 1);
        assertEquals(429, from("198.51.100.7", null).status(), "without a key too");
        assertEquals(429, from("198.51.100.7", api.tenant(MicroUsd.ZERO)).status(), "a key never seen is a guess");
        assertEquals(200, from("198.51.100.7", known).status(), "a key that was seen is none");
        assertEquals(401, from("198.51.100.8", guess(known, 0)).status());
    }

    /** The key of a new tenant whose tier lets so many changes and reads through at once, and one more each second. */
    private String tenant(int postBurst, int getBurst) {
        return added(postBurst, getBurst).key();
    }

    private Tenants.Added added(int postBurst, int getBurst) {
        Tier tier = new Tier("t" + tiers.incrementAndGet(), 10, 1_000, null, postBurst, 1, getBurst, 1);
        api.get(Tiers.class).put(tier);
        return api.get(Tenants.class).add("rate-" + tier.name(), tier.name(), MicroUsd.ofUsd(10));
    }

    /** Asks until it is too often. */
    private static Reply refusal(Supplier<Reply> request) {
        return Stream.generate(request)
                .limit(ATTEMPTS)
                .filter(reply -> reply.status() == 429)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing is refused"));
    }

    private Reply from(String address, @Nullable String key) {
        HttpRequest.Builder request =
                api.request("/v1/wallet").header("X-Forwarded-For", address).GET();
        return api.send(key == null ? request : request.header("X-API-Key", key));
    }

    private static String guess(String known, int i) {
        return known.substring(0, known.length() - 4) + "%04d".formatted(i);
    }

    private static List<String> left(Reply reply) {
        return HEADERS.stream().flatMap(name -> reply.header(name).stream()).toList();
    }

    /** What is asked for callers; the sweep goes on by itself. */
    private static boolean isOfCallers(String statement) {
        return statement.contains("api_key") || statement.contains("INSERT") || statement.contains("wallet");
    }
}
