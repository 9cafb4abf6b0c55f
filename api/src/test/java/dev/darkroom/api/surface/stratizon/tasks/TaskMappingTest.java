package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.TimelineEntry;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.SpecJson;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import io.micronaut.http.HttpRequest;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What native words come to, and what canonical jobs look like in them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskMappingTest {

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            TestDatabase.create().config(), temporal, Map.of("darkroom.public-url", "https://darkroom.example"));
    private final TaskMapping mapping = api.get(TaskMapping.class);

    TaskMappingTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "request-least | {\"prompt\": \"a lake\"}",
                "request-full | {\"prompt\": \"a lake\", \"model\": \"gpt-image-2\", \"quality\": \"hd\","
                    + " \"aspect_ratio\": \"16:9\", \"n\": 2, \"webhook_url\": \"https://example.com/hook\","
                    + " \"webhook_events\": [\"succeeded\"], \"expires_after\": 60, \"metadata\": {\"order\": 4711}}",
                "request-parameters | {\"prompt\": \"a lake\", \"model\": \"nano-banana-2\", \"parameters\":"
                        + " {\"seed\": 7}}",
                "request-nulls | {\"prompt\": \"a lake\", \"model\": null, \"quality\": null, \"aspect_ratio\": null,"
                        + " \"n\": null, \"webhook_url\": null, \"metadata\": null, \"parameters\": null}"
            })
    void a_request_in_canonical_words(String name, String body) {
        TaskRequest request = TaskRequest.parse(
                StrictJson.read(body.getBytes(StandardCharsets.UTF_8)),
                HttpRequest.POST("/v1/images/generations", ""),
                api.get(CallbackUrls.class));
        Golden.check("stratizon/" + name, SpecJson.of(mapping.submission(request, "f")));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void a_task_in_each_state(JobState state) throws IOException {
        check(
                "job-" + state.name().toLowerCase(Locale.ROOT),
                mapping.current(CanonicalJobs.in(state, TaskMapping.SURFACE)));
    }

    @Test
    void a_page_of_tasks() throws IOException {
        TaskReply task = mapping.current(CanonicalJobs.in(JobState.SUCCEEDED, TaskMapping.SURFACE));
        check("tasks", new TaskReply.Page(List.of(task), "eyJhIjoxfQ"));
    }

    @Test
    void a_timeline() throws IOException {
        Instant at = Instant.parse("2026-01-02T03:04:05.006Z");
        MicroUsd price = new MicroUsd(26_000);
        check(
                "timeline",
                TimelineReply.of(
                        CanonicalJobs.ID,
                        List.of(
                                new TimelineEntry(1, at, JobState.PENDING, "ACCEPTED", null, null, price, null),
                                new TimelineEntry(2, at, JobState.QUEUED, "CHARGED", null, null, price, null),
                                new TimelineEntry(3, at, JobState.RUNNING, "SUBMITTING", 1, "sandbox", null, null),
                                new TimelineEntry(4, at, JobState.RUNNING, "SUBMITTED", 1, "sandbox", null, null),
                                new TimelineEntry(
                                        5, at, JobState.CANCELED, "CANCELED", null, "sandbox", price, null))));
    }

    @Test
    void a_job_of_another_surface() throws IOException {
        check("job-of-another-surface", mapping.current(CanonicalJobs.in(JobState.SUCCEEDED, "qolaba")));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void what_was_accepted_is_told_alike_whatever_became_of_it(JobState state) throws IOException {
        check("accepted", mapping.accepted(CanonicalJobs.in(state, TaskMapping.SURFACE)));
    }

    @Test
    void a_price() throws IOException {
        Quote quote = new Quote("text_to_image standard", new MicroUsd(50_000), 2, PriceUnit.IMAGE);
        AcceptReply.Priced priced = new AcceptReply.Priced(
                api.get(Catalogue.class)
                        .find(TaskMapping.SURFACE, "nano-banana-2")
                        .orElseThrow(),
                "sandbox",
                quote);
        check("dry-run", PriceReply.of(priced));
    }

    private void check(String name, Object reply) throws IOException {
        String json = api.get(JsonMapper.class).writeValueAsString(reply);
        Golden.check("stratizon/" + name, json.replaceAll("expires=\\d+&signature=[\\w-]+", "expires=0&signature=x"));
    }
}
