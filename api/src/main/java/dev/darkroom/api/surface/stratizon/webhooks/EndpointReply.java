package dev.darkroom.api.surface.stratizon.webhooks;

import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.darkroom.api.core.webhook.EndpointView;
import dev.darkroom.api.core.webhook.Webhooks;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint.
 *
 * @param state enabled or disabled
 * @param disabledReason why nothing is sent there; null where it is enabled
 */
@Serdeable
@JsonNaming(SnakeCaseStrategy.class)
record EndpointReply(
        String id,
        String url,
        List<String> events,
        String description,
        String state,
        @Nullable String disabledReason,
        String createdAt) {

    EndpointReply {
        events = List.copyOf(events);
    }

    /** Endpoints, oldest first. */
    @Serdeable
    record All(List<EndpointReply> endpoints) {
        All {
            endpoints = List.copyOf(endpoints);
        }
    }

    /**
     * An endpoint with its secret.
     *
     * @param state enabled or disabled
     * @param disabledReason why nothing is sent there; null where it is enabled
     * @param secret signs what is sent there; shown this once
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record WithSecret(
            String id,
            String url,
            List<String> events,
            String description,
            String state,
            @Nullable String disabledReason,
            String createdAt,
            String secret) {

        WithSecret {
            events = List.copyOf(events);
        }

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "WithSecret[%s]".formatted(id);
        }
    }

    /**
     * The tenant's new secret.
     *
     * @param secret signs what is sent to URLs in requests; shown this once
     * @param previousValidUntil until when the one before it signs too
     */
    @Serdeable
    @JsonNaming(SnakeCaseStrategy.class)
    record Secret(String secret, String previousValidUntil) {

        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Secret[%s]".formatted(previousValidUntil);
        }
    }

    static EndpointReply of(EndpointView endpoint) {
        return new EndpointReply(
                NativeFormat.endpoint(endpoint.id()),
                endpoint.url(),
                endpoint.events(),
                endpoint.description(),
                endpoint.disabledReason() == null ? EndpointRequest.ENABLED : EndpointRequest.DISABLED,
                endpoint.disabledReason(),
                NativeFormat.time(endpoint.createdAt()));
    }

    static WithSecret of(Webhooks.Reply.Made made) {
        EndpointReply shown = of(made.endpoint());
        return new WithSecret(
                shown.id,
                shown.url,
                shown.events,
                shown.description,
                shown.state,
                shown.disabledReason,
                shown.createdAt,
                made.secret());
    }

    static Secret of(Webhooks.Secret made) {
        return new Secret(made.secret(), NativeFormat.time(made.beforeUntil()));
    }

    /** Without the URL. */
    @Override
    public String toString() {
        return "EndpointReply[%s]".formatted(id);
    }
}
