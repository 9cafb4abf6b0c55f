package dev.darkroom.api.surface;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A job made on any surface, in any state, read on every surface that has a route for it: in its words, in its unit. The
 * OpenAI surface makes jobs and has no such route; its callers get their job's end by the same idempotency key.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SurfaceMatrixTest {

    /** How a surface is asked for one image, and what that costs there. */
    enum Maker {
        VREX("/api/v1/images", "{\"prompt\": \"a lake\"}", 13_000),
        APIFRAME("/v2/images/generate", "{\"prompt\": \"a lake\", \"model\": \"nano-banana-2\"}", 50_000),
        STRATIZON("/v1/images/generations", "{\"prompt\": \"a lake\"}", 50_000),
        GPTIMAGE2("/api/ai/image/generate", "{\"prompt\": \"a lake\"}", 30_000),
        QOLABA(
                "/api/v1/images/generate",
                "{\"prompt\": \"a lake\", \"model\": \"vertex/nano-banana-flash\", \"celery\": true}",
                30_000),
        OPENAI("/openai/v1/images/generations", "{\"prompt\": \"a lake\"}", 50_000);

        private final String path;
        private final String body;
        private final long microUsd;

        Maker(String path, String body, long microUsd) {
            this.path = path;
            this.body = body;
            this.microUsd = microUsd;
        }
    }

    /** Where a surface shows a job, what it calls its state there, and in which unit it shows its price. */
    enum Reader {
        VREX("/api/v1/images/", "status", "cost_usd", 1_000_000, "pending queued processing completed failed failed"),
        APIFRAME("/v2/jobs/", "status", "creditCost", 10_000, "QUEUED QUEUED PROCESSING COMPLETED FAILED FAILED"),
        STRATIZON(
                "/v1/tasks/",
                "status",
                "billing.charged_credits",
                1000,
                "queued queued running succeeded failed canceled"),
        GPTIMAGE2("/api/ai/tasks/", "status", "creditsUsed", 10_000, "0 0 0 1 2 2"),
        QOLABA(
                "/api/v1/tasks/",
                "status",
                "output.usage.cost_usd",
                1_000_000,
                "PENDING PENDING PROCESSING SUCCESS FAILED FAILED");

        private final String path;
        private final String stateField;
        private final String priceField;
        private final long unit;
        private final String words;

        Reader(String path, String stateField, String priceField, long unit, String words) {
            this.path = path;
            this.stateField = stateField;
            this.priceField = priceField;
            this.unit = unit;
            this.words = words;
        }

        String word(JobState state) {
            return words.split(" ")[List.of(JobState.values()).indexOf(state)];
        }
    }

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(database.config(), temporal, Map.of("darkroom.waiting.limit", "1s"));
    private final String key = api.tenant(MicroUsd.ofUsd(100));
    private final Map<Maker, Map<JobState, String>> jobs = new LinkedHashMap<>();

    SurfaceMatrixTest() throws IOException {}

    /** Nobody works here: a job stays as it was accepted, and is then put into its state. */
    @BeforeAll
    void make() {
        for (Maker maker : Maker.values()) {
            Map<JobState, String> ids = new EnumMap<>(JobState.class);
            for (JobState state : JobState.values()) {
                Reply made = api.post(key, maker.path, maker.body);
                String id = made.header("X-Job-Id").orElseThrow(() -> new AssertionError(maker + ": " + made.text()));
                put(id, state);
                ids.put(state, id);
            }
            jobs.put(maker, ids);
        }
    }

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    private static Stream<Arguments> cells() {
        return Stream.of(Maker.values())
                .flatMap(maker -> Stream.of(Reader.values())
                        .flatMap(reader ->
                                Stream.of(JobState.values()).map(state -> Arguments.of(maker, reader, state))));
    }

    @ParameterizedTest
    @MethodSource("cells")
    void a_job_is_read_in_the_words_and_the_unit_of_the_surface(Maker maker, Reader reader, JobState state) {
        Reply read = api.get(key, reader.path + job(maker, state));
        assertEquals(200, read.status(), read.text());
        assertEquals(job(maker, state), read.header("X-Job-Id").orElseThrow());
        assertEquals(reader.word(state), read.at(reader.stateField), read.text());
        if (shows(reader, state)) {
            String shown = read.at(reader.priceField);
            BigDecimal expected = new BigDecimal(charged(maker, reader, state)).divide(new BigDecimal(reader.unit));
            assertEquals(0, expected.compareTo(new BigDecimal(shown)), shown + " in " + read.text());
            assertTrue(!shown.contains("E") && !shown.contains("e"), shown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_job_of_another_tenant_is_not_there(Reader reader) {
        String stranger = api.tenant(MicroUsd.ZERO);
        Reply foreign = api.get(stranger, reader.path + job(Maker.VREX, JobState.SUCCEEDED));
        Reply never = api.get(stranger, reader.path + "0197a3c4-5d6e-7f80-8a9b-0c1d2e3f4a5b");
        assertEquals(404, foreign.status());
        assertEquals(withoutIds(never), withoutIds(foreign));
    }

    /** One surface has more routes for a job than to read it; they take the jobs of all. */
    @ParameterizedTest
    @EnumSource
    void a_job_of_any_surface_can_be_followed_looked_back_at_and_canceled(Maker maker) {
        String ended = "/v1/tasks/" + job(maker, JobState.SUCCEEDED);
        assertEquals("ACCEPTED", api.get(key, ended + "/timeline").at("entries.0.cause"));
        Reply events = api.get(key, ended + "/events");
        assertTrue(events.text().contains("event: artifact") && events.text().contains("event: done"), events.text());
        assertEquals(409, api.post(key, ended + "/cancel", "").status());
        Reply made = api.post(key, maker.path, maker.body);
        String waiting = "/v1/tasks/" + made.header("X-Job-Id").orElseThrow();
        assertEquals("canceled", api.post(key, waiting + "/cancel", "").at("status"));
        assertEquals("canceled", api.get(key, waiting).at("status"));
    }

    private String job(Maker maker, JobState state) {
        return Objects.requireNonNull(Objects.requireNonNull(jobs.get(maker)).get(state));
    }

    private static String withoutIds(Reply reply) {
        return reply.text().replaceAll("req_[0-9a-f]+", "");
    }

    /** One surface shows what a job costs with its images alone. */
    private static boolean shows(Reader reader, JobState state) {
        return reader != Reader.QOLABA || state == JobState.SUCCEEDED;
    }

    /** What is shown before the debit is nothing; one surface shows nothing of a job that failed. */
    private static String charged(Maker maker, Reader reader, JobState state) {
        boolean ended = state == JobState.FAILED || state == JobState.CANCELED;
        boolean nothing = state == JobState.PENDING || (ended && reader == Reader.APIFRAME);
        return nothing ? "0" : Long.toString(maker.microUsd);
    }

    private void put(String id, JobState state) {
        String set = switch (state) {
            case PENDING -> null;
            case QUEUED -> "outcome_charged = quote_total";
            case RUNNING -> "outcome_charged = quote_total, started_at = NOW(3), work_progress = 40";
            case SUCCEEDED ->
                "outcome_charged = quote_total, started_at = NOW(3), work_progress = 100, outcome_delivered = 1,"
                        + " outcome_images = CONCAT('0 png 1024x1024 10 ', REPEAT('a', 64))";
            case FAILED ->
                "outcome_charged = quote_total, outcome_refunded = quote_total, outcome_failure = 'PROVIDER_ERROR'";
            case CANCELED ->
                "outcome_charged = quote_total, outcome_refunded = quote_total, outcome_failure = 'CANCELED'";
        };
        if (set != null) {
            String end = state.isTerminal() ? ", completed_at = NOW(3), check_at = NULL" : "";
            database.execute("UPDATE job SET state = '%s', %s%s WHERE id = '%s'".formatted(state, set, end, id));
        }
    }
}
