package dev.darkroom.api.surface.stratizon.tasks;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.EndpointEvents;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.time.Instant;

/** What the native surface tells of a task: the task as a read shows it, in an envelope. */
@Singleton
final class TaskNotices implements EndpointEvents {

    private final TaskViews views;

    TaskNotices(TaskViews views) {
        this.views = views;
    }

    /**
     * The envelope.
     *
     * @param event {@code task.succeeded} and its like
     * @param id the same at every attempt
     * @param data the task
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Envelope(String event, String id, String createdAt, Object data) {}

    /** What a test tells. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Tested(String endpointId) {}

    @Override
    public String surface() {
        return TaskMapping.SURFACE;
    }

    @Override
    public Envelope body(WebhookEvent event, JobView job) {
        return envelope("task." + event.kind().word(), event.id(), event.at(), views.current(job));
    }

    @Override
    public Envelope test(EventId event, Instant at, String endpointId) {
        return envelope("endpoint.test", event, at, new Tested(NativeFormat.endpoint(endpointId)));
    }

    private static Envelope envelope(String word, EventId id, Instant at, Object data) {
        return new Envelope(word, id.publicText(), NativeFormat.time(at), data);
    }
}
