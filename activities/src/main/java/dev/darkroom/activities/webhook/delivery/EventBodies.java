package dev.darkroom.activities.webhook.delivery;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import java.time.Instant;
import java.util.Map;

/**
 * Renders what is sent. It is made anew at each attempt, from the job's row, with the URLs in it signed then; two
 * attempts at the same event differ in nothing else.
 */
public interface EventBodies {

    /** The event in the words of the surface that took the request: for the URL in it. */
    EventBody ofSurface(WebhookEvent event, JobRow job);

    /** The event in the words of the native surface: for endpoints. */
    EventBody ofEndpoint(WebhookEvent event, JobRow job);

    /** What is sent to see whether an endpoint works. */
    EventBody ofTest(EventId event, Instant at, String endpointId);

    /**
     * What is sent.
     *
     * @param headers the surface's own, besides those of the signature
     * @param json the bytes of the body
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares bodies
    record EventBody(Map<String, String> headers, byte[] json) {

        public EventBody {
            headers = Map.copyOf(headers);
        }

        /** Keeps the texts out of logs. */
        @Override
        public String toString() {
            return "EventBody[%d bytes]".formatted(json.length);
        }
    }
}
