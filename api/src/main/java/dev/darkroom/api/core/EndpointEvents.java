package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.webhook.EventId;
import java.time.Instant;

/** What endpoints are told, whatever surface took the request: the words of the surface that has endpoints. */
public interface EndpointEvents extends SurfaceEvents {

    /**
     * What is sent to see whether an endpoint works.
     *
     * @param endpointId its id, hyphenated
     */
    Object test(EventId event, Instant at, String endpointId);
}
