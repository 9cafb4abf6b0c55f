package dev.darkroom.api.surface.vrex;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.SurfaceEvents;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What vrex tells a webhook of a job. The names differ from those of a read, as vrex's own do. */
@Singleton
final class VrexEvents implements SurfaceEvents {

    private final VrexMapping mapping;

    VrexEvents(VrexMapping mapping) {
        this.mapping = mapping;
    }

    @Override
    public String surface() {
        return VrexMapping.SURFACE;
    }

    /** Only of ends: vrex tells of nothing else. */
    @Override
    public Event body(WebhookEvent event, JobView job) {
        return of(job).orElseThrow();
    }

    /** The body of an event. */
    sealed interface Event {}

    /**
     * There are images.
     *
     * @param imageUrls fresh URLs, or the names of the objects, as the job was asked for
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Completed(
            String event,
            String imageGenId,
            List<String> imageUrls,
            int nReturned,
            BigDecimal actualCostUsd,
            String timestamp)
            implements Event {}

    /** The job ended without success. */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Failed(String event, String imageGenId, String error, String timestamp) implements Event {}

    /** The event of a job's end; empty while it goes on. */
    Optional<Event> of(JobView job) {
        Instant end = job.completedAt();
        if (end == null) {
            return Optional.empty();
        }
        String id = VrexMapping.id(job);
        String at = VrexMapping.time(end);
        if (job.failure() != null) {
            return Optional.of(new Failed("image.failed", id, job.failure().message(), at));
        }
        List<String> images = mapping.imageUrls(job);
        return Optional.of(
                new Completed("image.completed", id, images, images.size(), VrexMapping.actualCost(job), at));
    }
}
