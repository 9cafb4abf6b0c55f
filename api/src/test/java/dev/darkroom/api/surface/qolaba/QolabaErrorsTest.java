package dev.darkroom.api.surface.qolaba;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.RenderedError;
import dev.darkroom.workflows.domain.job.JobState;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Status, headers and body of every refusal, and of a task that was waited for in vain. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QolabaErrorsTest {

    private final RenderedError.Writer writer = new RenderedError.Writer();
    private final QolabaErrors errors = new QolabaErrors();

    @AfterAll
    void close() {
        writer.close();
    }

    @ParameterizedTest
    @MethodSource("dev.darkroom.api.testing.CanonicalFailures#all")
    void a_refusal(String name, ApiFailure failure) throws IOException {
        Golden.check("qolaba/error-" + name, writer.json(errors.render(failure, "req_1")));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"FAILED", "CANCELED"})
    void a_task_that_ended_without_success(JobState state) throws IOException {
        Golden.check(
                "qolaba/waited-" + state.name().toLowerCase(Locale.ROOT),
                writer.json(errors.failed(CanonicalJobs.in(state, QolabaMapping.SURFACE))));
    }

    @Test
    void a_wait_is_never_none() throws IOException {
        String json = writer.json(errors.render(new ApiFailure.RateLimited(Duration.ofMillis(3)), "req_1"));
        assertEquals("1", RenderedError.header(json, "Retry-After"));
    }
}
