package dev.darkroom.activities.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tenants want to be told of their jobs. */
@Singleton
public final class WebhookEndpoints {

    /** Why an endpoint is disabled that its tenant has switched off. */
    public static final String BY_TENANT = "disabled by you";

    private final Transactions transactions;
    private final EndpointRepository endpoints;
    private final DeliveryRepository deliveries;
    private final WebhookSecrets secrets;

    WebhookEndpoints(
            Transactions transactions,
            EndpointRepository endpoints,
            DeliveryRepository deliveries,
            WebhookSecrets secrets) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.secrets = secrets;
    }

    /**
     * An endpoint with its secret, which is shown this once.
     *
     * @param secret {@code whsec_…}
     */
    public record Shown(WebhookEndpointRow row, String secret) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "Shown[%s]".formatted(row);
        }
    }

    /**
     * Makes an endpoint.
     *
     * @param events one or more
     * @param most how many a tenant may have
     * @return empty where the tenant has as many as it may
     */
    public Optional<Shown> add(
            TenantId tenant, String url, List<WebhookEventKind> events, String description, int most) {
        String secret = secrets.make();
        WebhookEndpointRow row = new WebhookEndpointRow(
                UuidCreator.getTimeOrderedEpoch().toString(),
                tenant.text(),
                url,
                WebhookEndpointRow.events(events),
                description,
                secrets.seal(secret),
                null,
                null,
                null,
                0,
                Instant.now().truncatedTo(ChronoUnit.MILLIS),
                null);
        return transactions.write(scope -> {
            endpoints.lockTenant(tenant.text());
            return endpoints.count(tenant.text()) >= most
                    ? Optional.empty()
                    : Optional.of(new Shown(endpoints.save(row), secret));
        });
    }

    /** Oldest first. */
    public List<WebhookEndpointRow> list(TenantId tenant) {
        return transactions.read(() -> endpoints.list(tenant.text()));
    }

    /** An endpoint of that tenant; another's, or a deleted one, is as absent as one that never was. */
    public Optional<WebhookEndpointRow> find(TenantId tenant, String id) {
        return transactions.read(() -> endpoints.find(tenant.text(), id));
    }

    /**
     * Writes what of an endpoint may change. One that is enabled again begins with a clean slate.
     *
     * @param disabledReason null: it is enabled
     */
    public Optional<WebhookEndpointRow> change(
            TenantId tenant,
            String id,
            String url,
            List<WebhookEventKind> events,
            String description,
            @Nullable String disabledReason) {
        return transactions.write(scope -> {
            endpoints.change(tenant.text(), id, url, WebhookEndpointRow.events(events), description, disabledReason);
            return endpoints.find(tenant.text(), id);
        });
    }

    /** Deletes an endpoint. What was on its way there is dead; the log keeps it. */
    public boolean delete(TenantId tenant, String id) {
        return transactions.write(scope -> {
            boolean deleted = endpoints.delete(tenant.text(), id) == 1;
            if (deleted) {
                deliveries.endAll(id);
            }
            return deleted;
        });
    }

    /** Takes away, inside a transaction, all that a tenant has had: nothing is sent to it any more. */
    public void erase(TenantId tenant) {
        endpoints.erase(tenant.text());
        deliveries.endAllOf(tenant.text());
        deliveries.eraseAnswers(tenant.text());
    }

    /** Gives an endpoint a new secret. For a day the old one signs too. */
    public Optional<Shown> rotate(TenantId tenant, String id) {
        String secret = secrets.make();
        String sealed = secrets.seal(secret);
        return transactions.write(scope -> {
            endpoints.rotate(tenant.text(), id, sealed, WebhookSecrets.BOTH.toHours());
            return endpoints.find(tenant.text(), id).map(row -> new Shown(row, secret));
        });
    }

    /** Gives a tenant a new secret for the URLs in its requests. For a day the old one signs too. */
    public String rotateTenant(TenantId tenant) {
        String secret = secrets.make();
        String sealed = secrets.seal(secret);
        transactions.write(scope -> endpoints.rotateTenant(tenant.text(), sealed, WebhookSecrets.BOTH.toHours()));
        return secret;
    }
}
