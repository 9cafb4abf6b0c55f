package dev.darkroom.activities.webhook.delivery;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;

/**
 * How webhooks are delivered.
 *
 * @param slots how many attempts a worker has in hand at once
 * @param slotsOfTenant how many of them may be of one tenant
 * @param endpointsMax how many endpoints a tenant may have
 * @param redeliveriesPerMinute how many deliveries a tenant may have sent again in a minute
 */
@Introspected
@ConfigurationProperties("darkroom.webhook")
public record WebhookConfig(
        @Setting("Webhooks that a worker has in hand at once, 1 to 5000") @Bindable(defaultValue = "200")
        int slots,

        @Setting("How many of them may be of one tenant, 1 to 5000") @Bindable(defaultValue = "50")
        int slotsOfTenant,

        @Setting("Webhook endpoints that a tenant may have, 1 to 1000") @Bindable(defaultValue = "20")
        int endpointsMax,

        @Setting("Webhooks that a tenant may have sent again in a minute, 1 to 100000") @Bindable(defaultValue = "100")
        int redeliveriesPerMinute) {

    public WebhookConfig {
        Bounds.within("DARKROOM_WEBHOOK_SLOTS", slots, 1, 5000);
        Bounds.within("DARKROOM_WEBHOOK_SLOTS_OF_TENANT", slotsOfTenant, 1, 5000);
        Bounds.within("DARKROOM_WEBHOOK_ENDPOINTS_MAX", endpointsMax, 1, 1000);
        Bounds.within("DARKROOM_WEBHOOK_REDELIVERIES_PER_MINUTE", redeliveriesPerMinute, 1, 100_000);
    }
}
