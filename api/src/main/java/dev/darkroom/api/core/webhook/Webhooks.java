package dev.darkroom.api.core.webhook;

import dev.darkroom.activities.webhook.WebhookEndpoints;
import dev.darkroom.activities.webhook.delivery.WebhookConfig;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a caller's tenant wants to be told of its jobs. Ids are hyphenated; another tenant's is as absent as none. */
@Singleton
public final class Webhooks {

    private final WebhookEndpoints endpoints;
    private final WebhookConfig config;

    Webhooks(WebhookEndpoints endpoints, WebhookConfig config) {
        this.endpoints = endpoints;
        this.config = config;
    }

    /** What became of the wish for an endpoint. */
    public sealed interface Reply {
        /**
         * It is there, with a secret that is shown this once.
         *
         * @param secret {@code whsec_…}
         */
        record Made(EndpointView endpoint, String secret) implements Reply {
            /** Keeps the secret out of logs. */
            @Override
            public String toString() {
                return "Made[%s]".formatted(endpoint);
            }
        }

        record Refused(ApiFailure failure) implements Reply {}
    }

    /**
     * What is to be another at an endpoint; null for what stays.
     *
     * @param url one that may be called, as far as can be known
     * @param events one or more
     */
    public record Change(
            @Nullable String url,
            @Nullable List<WebhookEventKind> events,
            @Nullable String description,
            @Nullable Boolean enabled) {

        /** Without the URL. */
        @Override
        public String toString() {
            return "Change[enabled=%s]".formatted(enabled);
        }
    }

    /**
     * A tenant's new secret.
     *
     * @param secret {@code whsec_…}
     * @param beforeUntil until when the one before it signs too
     */
    public record Secret(String secret, Instant beforeUntil) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Secret[%s]".formatted(beforeUntil);
        }
    }

    /**
     * Makes an endpoint.
     *
     * @param url one that may be called, as far as can be known
     * @param events one or more
     */
    public Reply add(Caller caller, String url, List<WebhookEventKind> events, String description) {
        return endpoints
                .add(caller.tenant(), url, events, description, config.endpointsMax())
                .<Reply>map(Webhooks::made)
                .orElseGet(() -> new Reply.Refused(new ApiFailure.NotNow(
                        "There are %d webhook endpoints, and no more than that.".formatted(config.endpointsMax()))));
    }

    /** Oldest first. */
    public List<EndpointView> list(Caller caller) {
        return endpoints.list(caller.tenant()).stream().map(EndpointView::of).toList();
    }

    public Optional<EndpointView> find(Caller caller, String id) {
        return endpoints.find(caller.tenant(), id).map(EndpointView::of);
    }

    /** Changes an endpoint; empty where there is none. */
    public Optional<EndpointView> change(Caller caller, String id, Change change) {
        return endpoints
                .change(
                        caller.tenant(),
                        id,
                        new WebhookEndpoints.Change(
                                change.url(), change.events(), change.description(), change.enabled()))
                .map(EndpointView::of);
    }

    /** Removes an endpoint. What was on its way there is dead, and stays in the log. */
    public boolean remove(Caller caller, String id) {
        return endpoints.delete(caller.tenant(), id);
    }

    /** Gives an endpoint a new secret; for a day the old one signs too. */
    public Reply rotate(Caller caller, String id) {
        return endpoints
                .rotate(caller.tenant(), id)
                .<Reply>map(Webhooks::made)
                .orElseGet(() -> new Reply.Refused(new ApiFailure.NotFound()));
    }

    /** Gives the tenant a new secret, which signs what is sent to URLs in requests; for a day the old one signs too. */
    public Secret rotate(Caller caller) {
        WebhookEndpoints.TenantSecret made = endpoints.rotateTenant(caller.tenant());
        return new Secret(made.secret(), made.beforeUntil());
    }

    private static Reply made(WebhookEndpoints.Shown shown) {
        return new Reply.Made(EndpointView.of(shown.row()), shown.secret());
    }
}
