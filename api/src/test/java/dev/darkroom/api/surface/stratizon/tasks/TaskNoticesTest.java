package dev.darkroom.api.surface.stratizon.tasks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What endpoints are told: an envelope, and in it the task as a read shows it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskNoticesTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:14.882Z");

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            TestDatabase.create().config(), temporal, Map.of("darkroom.public-url", "https://darkroom.example"));
    private final TaskNotices notices = api.get(TaskNotices.class);
    private final TaskViews views = api.get(TaskViews.class);

    TaskNoticesTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource({
        "SUCCEEDED,  SUCCEEDED, ",
        "FAILED,     FAILED,    ",
        "CANCELED,   CANCELED,  ",
        "PROGRESSED, RUNNING,   40"
    })
    void an_event_of_each_kind(WebhookEventKind kind, JobState state, @Nullable Integer progress) throws IOException {
        JobView job = CanonicalJobs.in(state, TaskMapping.SURFACE);
        TaskNotices.Envelope notice = notice(kind, job, progress);
        check("task-" + kind.word(), notice);
        assertEquals(json(views.current(job)), json(notice.data()));
    }

    @Test
    void a_chain_tells_of_itself() throws IOException {
        JobView chain = CanonicalJobs.chain(JobState.FAILED);
        ChainReply shown = failed();
        TaskNotices ofChains = new TaskNotices(
                new TaskViews(api.get(Generations.class), api.get(TaskMapping.class), new OneChain(shown)));
        check("chain-failed", ofChains.body(event(WebhookEventKind.FAILED, chain, null), chain));
    }

    /** Where there is one chain. */
    private record OneChain(ChainReply chain) implements ComposedTasks {

        @Override
        public ChainReply of(JobView job) {
            return chain;
        }

        @Override
        public Map<JobId, ChainReply> of(List<JobView> jobs) {
            return Map.of();
        }
    }

    private ChainReply failed() {
        TaskReply step = api.get(TaskMapping.class).current(CanonicalJobs.in(JobState.FAILED, TaskMapping.SURFACE));
        return new ChainReply(
                step.taskId(),
                "chain",
                "image_to_image",
                step.status(),
                step.progress(),
                step.createdAt(),
                step.startedAt(),
                step.completedAt(),
                List.of(new ChainReply.Step(
                        "sketch",
                        List.of(),
                        step.taskId(),
                        step.type(),
                        step.capability(),
                        step.status(),
                        step.model(),
                        step.progress(),
                        step.createdAt(),
                        step.startedAt(),
                        step.completedAt(),
                        step.input(),
                        step.output(),
                        step.billing(),
                        step.error())),
                step.output(),
                step.billing(),
                step.error(),
                "stop",
                null,
                null);
    }

    @Test
    void a_test() throws IOException {
        EventId event = EventId.of("0197a3c4-0000-7000-8000-00000000000a");
        check("endpoint-test", notices.test(event, AT, "0197a3c4-0000-7000-8000-00000000000e"));
    }

    private TaskNotices.Envelope notice(WebhookEventKind kind, JobView job, @Nullable Integer progress) {
        return notices.body(event(kind, job, progress), job);
    }

    private static WebhookEvent event(WebhookEventKind kind, JobView job, @Nullable Integer progress) {
        return new WebhookEvent(EventId.of(job.id(), kind), kind, AT, progress);
    }

    private void check(String name, Object body) throws IOException {
        Golden.check("stratizon/event-" + name, json(body));
    }

    /** A URL is signed at the moment; the rest of it is the same for ever. */
    private String json(Object body) throws IOException {
        return api.get(JsonMapper.class)
                .writeValueAsString(body)
                .replaceAll("expires=\\d+&signature=[\\w-]+", "expires=0&signature=x");
    }
}
