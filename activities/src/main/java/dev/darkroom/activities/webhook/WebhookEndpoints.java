package dev.darkroom.activities.webhook;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where tenants want to be told of their jobs. */
@Singleton
public final class WebhookEndpoints {

    /** Why an endpoint is disabled that its tenant has switched off. */
    static final String BY_TENANT = "disabled by you";

    private final Transactions transactions;
    private final EndpointRepository endpoints;
    private final DeliveryRepository deliveries;
    private final WebhookSecrets secrets;
    private final DatabaseClock clock;

    WebhookEndpoints(
            Transactions transactions,
            EndpointRepository endpoints,
            DeliveryRepository deliveries,
            WebhookSecrets secrets,
            DatabaseClock clock) {
        this.transactions = transactions;
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.secrets = secrets;
        this.clock = clock;
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
                clock.instant(),
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
     * What is to be another at an endpoint; null for what stays.
     *
     * @param events one or more
     * @param enabled one that is enabled, or gets another URL, begins with a clean slate
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

    /** Changes an endpoint, in one statement. One that is disabled already keeps its reason. */
    public Optional<WebhookEndpointRow> change(TenantId tenant, String id, Change change) {
        List<WebhookEventKind> events = change.events();
        return transactions.write(scope -> {
            endpoints.change(
                    tenant.text(),
                    id,
                    change.url(),
                    events == null ? null : WebhookEndpointRow.events(events),
                    change.description(),
                    Boolean.TRUE.equals(change.enabled()),
                    Boolean.FALSE.equals(change.enabled()) ? BY_TENANT : null);
            return endpoints.find(tenant.text(), id);
        });
    }

    /** Deletes an endpoint. What was on its way there is dead; the log keeps it. */
    public boolean delete(TenantId tenant, String id) {
        return transactions.write(scope -> {
            boolean deleted = endpoints.delete(tenant.text(), id) == 1;
            if (deleted) {
                deliveries.endAll(tenant.text(), id);
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

    /**
     * A tenant's new secret, which is shown this once.
     *
     * @param beforeUntil until when the one before it signs too
     */
    public record TenantSecret(String secret, Instant beforeUntil) {
        /** Keeps the secret out of logs. */
        @Override
        public String toString() {
            return "TenantSecret[%s]".formatted(beforeUntil);
        }
    }

    /** Gives a tenant a new secret for the URLs in its requests. For a day the old one signs too. */
    public TenantSecret rotateTenant(TenantId tenant) {
        String secret = secrets.make();
        String sealed = secrets.seal(secret);
        return transactions.write(scope -> {
            endpoints.rotateTenant(tenant.text(), sealed, WebhookSecrets.BOTH.toHours());
            return new TenantSecret(secret, endpoints.tenantSecretUntil(tenant.text()));
        });
    }
}
