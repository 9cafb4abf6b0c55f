package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import java.util.Map;

/** What a surface tells the URL in a request of its job. */
public interface SurfaceEvents {

    /** The surface's name, as jobs have it. */
    String surface();

    /** What is written as JSON. It is asked for at each attempt, and signs the URLs in it then. */
    Object body(WebhookEvent event, JobView job);

    /**
     * The surface's own headers, besides those of the signature.
     *
     * @param json the bytes that are sent
     * @param keyHash of the API key that asked for the job: SHA-256, 64 hexadecimal digits
     */
    default Map<String, String> headers(WebhookEvent event, byte[] json, String keyHash) {
        return Map.of();
    }
}
