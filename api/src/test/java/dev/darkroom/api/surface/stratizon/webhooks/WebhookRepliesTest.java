package dev.darkroom.api.surface.stratizon.webhooks;

import dev.darkroom.api.core.webhook.Deliveries;
import dev.darkroom.api.core.webhook.DeliveryView;
import dev.darkroom.api.core.webhook.EndpointView;
import dev.darkroom.api.core.webhook.Webhooks;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How endpoints, their secrets and deliveries look. */
class WebhookRepliesTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final String ENDPOINT = "0197a3c4-0000-7000-8000-00000000000e";
    private static final String DELIVERY = "0197a3c4-0000-7000-8000-00000000000d";
    private static final String EVENT = "0197a3c4-0000-8000-8000-00000000000a";
    private static final String SECRET = "whsec_MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    @Test
    void an_endpoint() throws IOException {
        check("webhook-endpoint", EndpointReply.of(endpoint(null)));
        check("webhook-endpoint-disabled", EndpointReply.of(endpoint("it answered 410 Gone")));
        check("webhook-endpoints", new EndpointReply.All(List.of(EndpointReply.of(endpoint(null)))));
    }

    @Test
    void secrets_as_they_are_shown_once() throws IOException {
        check("webhook-endpoint-added", EndpointReply.of(new Webhooks.Reply.Made(endpoint(null), SECRET)));
        check("webhook-secret", EndpointReply.of(new Webhooks.Secret(SECRET, AT)));
    }

    @Test
    void a_delivery_that_arrived_in_the_end() throws IOException {
        DeliveryView delivery = delivery(
                "succeeded",
                DeliveryState.DELIVERED,
                null,
                List.of(
                        new DeliveryView.Attempt(AT, null, null, "unreachable", ""),
                        new DeliveryView.Attempt(AT.plusSeconds(5), 500, 12, null, "<b>\"oops\"</b>\n"),
                        new DeliveryView.Attempt(AT.plusSeconds(310), 204, 7, null, "")));
        check("webhook-delivery", DeliveryReply.of(delivery));
        check("webhook-deliveries", new DeliveryReply.Page(List.of(DeliveryReply.of(delivery)), "eyJhIjoxfQ"));
    }

    @Test
    void a_delivery_to_the_url_of_a_request_that_waits() throws IOException {
        DeliveryView delivery = new DeliveryView(
                DELIVERY,
                EVENT,
                "failed",
                CanonicalJobs.ID.text(),
                null,
                "example.com",
                DeliveryState.PENDING,
                1,
                AT,
                AT.plusSeconds(300),
                List.of(new DeliveryView.Attempt(AT, null, 10_000, "timed_out", "")));
        check("webhook-delivery-pending", DeliveryReply.of(delivery));
    }

    @Test
    void a_test() throws IOException {
        DeliveryView delivery = new DeliveryView(
                DELIVERY,
                EVENT,
                "test",
                null,
                ENDPOINT,
                "example.com",
                DeliveryState.DELIVERED,
                0,
                AT,
                null,
                List.of(new DeliveryView.Attempt(AT, 204, 7, null, "")));
        check("webhook-delivery-test", DeliveryReply.of(delivery));
    }

    @Test
    void what_is_sent_again() throws IOException {
        check("webhook-redelivered", DeliveryReply.of(new Deliveries.Bulk.Sent(3, false)));
    }

    private static EndpointView endpoint(@Nullable String disabledReason) {
        return new EndpointView(
                ENDPOINT,
                "https://example.com/hooks/darkroom",
                List.of("succeeded", "failed"),
                "the shop",
                disabledReason,
                AT);
    }

    private static DeliveryView delivery(
            String event, DeliveryState state, @Nullable Instant next, List<DeliveryView.Attempt> attempts) {
        return new DeliveryView(
                DELIVERY, EVENT, event, CanonicalJobs.ID.text(), ENDPOINT, "example.com", state, 0, AT, next, attempts);
    }

    private static void check(String name, Object reply) throws IOException {
        try (ApplicationContext context =
                ApplicationContext.run(Map.of("micronaut.serde.serialization.inclusion", "ALWAYS"))) {
            Golden.check("stratizon/" + name, context.getBean(JsonMapper.class).writeValueAsString(reply));
        }
    }
}
