package dev.darkroom.api.webhook;

import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.webhook.delivery.EventBodies;
import dev.darkroom.api.core.EndpointEvents;
import dev.darkroom.api.core.RowViews;
import dev.darkroom.api.core.SurfaceEvents;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Renders webhooks with the surfaces' own words, by the writer that renders their answers. */
@Singleton
final class RenderedEvents implements EventBodies {

    private final Map<String, SurfaceEvents> surfaces;
    private final EndpointEvents endpoints;
    private final RowViews views;
    private final ApiKeys keys;
    private final JsonMapper json;

    RenderedEvents(
            List<SurfaceEvents> surfaces, EndpointEvents endpoints, RowViews views, ApiKeys keys, JsonMapper json) {
        this.surfaces = surfaces.stream().collect(Collectors.toMap(SurfaceEvents::surface, Function.identity()));
        this.endpoints = endpoints;
        this.views = views;
        this.keys = keys;
        this.json = json;
    }

    @Override
    public EventBody ofSurface(WebhookEvent event, JobRow job) {
        return body(surfaces.getOrDefault(job.surface(), endpoints), event, job);
    }

    @Override
    public EventBody ofEndpoint(WebhookEvent event, JobRow job) {
        return body(endpoints, event, job);
    }

    @Override
    public EventBody ofTest(EventId event, Instant at, String endpointId) {
        return new EventBody(Map.of(), bytes(endpoints.test(event, at, endpointId)));
    }

    private EventBody body(SurfaceEvents surface, WebhookEvent event, JobRow job) {
        byte[] bytes = bytes(surface.body(event, views.of(job)));
        return new EventBody(surface.headers(event, bytes, keys.hashOf(job.apiKeyId())), bytes);
    }

    private byte[] bytes(Object body) {
        try {
            return json.writeValueAsBytes(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
