package dev.darkroom.activities.testing;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.webhook.delivery.EventBodies;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

/** Bodies in nobody's words: what happened, to whom, and for whom it was rendered. */
public final class PlainBodies implements EventBodies {

    @Override
    public EventBody ofSurface(WebhookEvent event, JobRow job) {
        return body("request", event, job);
    }

    @Override
    public EventBody ofEndpoint(WebhookEvent event, JobRow job) {
        return body("endpoint", event, job);
    }

    @Override
    public EventBody ofTest(EventId event, Instant at, String endpointId) {
        return new EventBody(Map.of(), "{\"to\":\"%s\"}".formatted(endpointId).getBytes(StandardCharsets.UTF_8));
    }

    private static EventBody body(String to, WebhookEvent event, JobRow job) {
        String json = "{\"to\":\"%s\",\"event\":\"%s\",\"progress\":%s,\"job\":\"%s\",\"state\":\"%s\"}"
                .formatted(to, event.kind().word(), event.progress(), job.id(), job.state());
        return new EventBody(Map.of("X-Plain", to), json.getBytes(StandardCharsets.UTF_8));
    }
}
