package dev.darkroom.api.core.webhook;

import dev.darkroom.activities.webhook.DeliveryLog;
import dev.darkroom.activities.webhook.Redeliveries;
import dev.darkroom.activities.webhook.Subscriber;
import dev.darkroom.activities.webhook.WebhookDeliveries;
import dev.darkroom.activities.webhook.WebhookEndpointRow;
import dev.darkroom.activities.webhook.WebhookEndpoints;
import dev.darkroom.activities.webhook.delivery.OneAttempt;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.JobLauncher;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.webhook.DeliveryId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What was sent to a caller's receivers, and is to be sent again. Ids are hyphenated; another tenant's is as absent as
 * none. How much a tenant has sent again, tests too, is limited.
 */
@Singleton
public final class Deliveries {

    private static final int AT_ONCE_MAX = 1000;
    private static final Duration BUSY_RETRY = Duration.ofSeconds(5);

    private final DeliveryLog log;
    private final Redeliveries redeliveries;
    private final WebhookEndpoints endpoints;
    private final WebhookDeliveries subscribers;
    private final OneAttempt attempts;
    private final JobLauncher launcher;
    private final RedeliveryRates rates;

    Deliveries(
            DeliveryLog log,
            Redeliveries redeliveries,
            WebhookEndpoints endpoints,
            WebhookDeliveries subscribers,
            OneAttempt attempts,
            JobLauncher launcher,
            RedeliveryRates rates) {
        this.log = log;
        this.redeliveries = redeliveries;
        this.endpoints = endpoints;
        this.subscribers = subscribers;
        this.attempts = attempts;
        this.launcher = launcher;
        this.rates = rates;
    }

    /**
     * Which deliveries.
     *
     * @param job null for those of all
     * @param endpoint null for those to all
     * @param event the word of an event, or {@code test}; null for all
     * @param since inclusive
     * @param until exclusive
     * @param before only deliveries older than the one of that id; null for all
     * @param most how many
     */
    public record Query(
            @Nullable JobId job,
            @Nullable String endpoint,
            @Nullable DeliveryState state,
            @Nullable String event,
            Instant since,
            Instant until,
            @Nullable String before,
            int most) {}

    /** What became of a wish about one delivery. */
    public sealed interface Reply {
        record Done(DeliveryView delivery) implements Reply {}

        record Refused(ApiFailure failure) implements Reply {}
    }

    /** What became of a wish about all deliveries to an endpoint. */
    public sealed interface Bulk {
        /**
         * They are on their way.
         *
         * @param more whether there are others, for which the limit had no room
         */
        record Sent(int count, boolean more) implements Bulk {}

        record Refused(ApiFailure failure) implements Bulk {}
    }

    /** Deliveries, newest first. */
    public List<DeliveryView> list(Caller caller, Query query) {
        JobId job = query.job();
        String event = query.event();
        DeliveryLog.Query asked = new DeliveryLog.Query(
                job == null ? null : job.text(),
                query.endpoint(),
                query.state(),
                event == null ? null : event.toUpperCase(Locale.ROOT),
                query.since(),
                query.until(),
                query.before(),
                query.most());
        return log.list(caller.tenant(), asked).stream().map(DeliveryView::of).toList();
    }

    public Optional<DeliveryView> find(Caller caller, String id) {
        return log.find(caller.tenant(), id).map(DeliveryView::of);
    }

    /** Where the deliveries stand that tell the URLs of requests how their jobs ended. */
    public Map<JobId, DeliveryState> ends(List<JobId> jobs) {
        return log.ends(jobs.stream().map(JobId::text).toList()).entrySet().stream()
                .collect(Collectors.toMap(entry -> JobId.of(entry.getKey()), Map.Entry::getValue));
    }

    /** Sends an endpoint something, also a disabled one, and waits for what comes of it: ten seconds and a few more. */
    public Reply test(Caller caller, String endpoint) {
        Optional<Subscriber> subscriber = subscribers.subscriber(caller.tenant(), endpoint);
        if (subscriber.isEmpty()) {
            return new Reply.Refused(new ApiFailure.NotFound());
        }
        if (rates.take(caller.tenant(), 1) == 0) {
            return new Reply.Refused(tooMany(caller));
        }
        return attempts.test(caller.tenant(), subscriber.get(), endpoint)
                .<Reply>map(id -> done(caller, id))
                .orElseGet(() -> {
                    rates.giveBack(caller.tenant(), 1);
                    return new Reply.Refused(new ApiFailure.RateLimited(BUSY_RETRY));
                });
    }

    /** Sends a delivery again, under the same event and with the job as it is then. */
    public Reply redeliver(Caller caller, String id) {
        if (rates.take(caller.tenant(), 1) == 0) {
            return new Reply.Refused(tooMany(caller));
        }
        return switch (redeliveries.again(caller.tenant(), id)) {
            case Redeliveries.Reply.Revived(Notice notice) -> {
                // Read first: what the answer shows is pending, whatever comes of it in a moment.
                Reply done = done(caller, DeliveryId.of(id));
                launcher.deliver(notice, caller.tenantName());
                yield done;
            }
            case Redeliveries.Reply.Refused(Redeliveries.Objection objection) -> {
                rates.giveBack(caller.tenant(), 1);
                yield new Reply.Refused(failure(objection));
            }
        };
    }

    /** Sends again what did not arrive at an endpoint, oldest first, as far as the limit goes. */
    public Bulk redeliver(Caller caller, String endpoint, Instant since) {
        Optional<WebhookEndpointRow> row = endpoints.find(caller.tenant(), endpoint);
        if (row.isEmpty()) {
            return new Bulk.Refused(new ApiFailure.NotFound());
        }
        if (row.get().disabledReason() != null) {
            return new Bulk.Refused(failure(Redeliveries.Objection.ENDPOINT_DISABLED));
        }
        int most = rates.take(caller.tenant(), AT_ONCE_MAX);
        if (most == 0) {
            return new Bulk.Refused(tooMany(caller));
        }
        Redeliveries.Batch batch = redeliveries.undelivered(caller.tenant(), endpoint, since, most);
        rates.giveBack(caller.tenant(), most - batch.notices().size());
        batch.notices().forEach(notice -> launcher.deliver(notice, caller.tenantName()));
        return new Bulk.Sent(batch.notices().size(), batch.more());
    }

    private Reply done(Caller caller, DeliveryId id) {
        return find(caller, id.text())
                .<Reply>map(Reply.Done::new)
                .orElseThrow(() -> new IllegalStateException("a delivery that was just written is not there"));
    }

    private ApiFailure tooMany(Caller caller) {
        return new ApiFailure.RateLimited(rates.pause(caller.tenant()));
    }

    private static ApiFailure failure(Redeliveries.Objection objection) {
        return switch (objection) {
            case ABSENT -> new ApiFailure.NotFound();
            case PENDING -> new ApiFailure.NotNow("The delivery is pending.");
            case ONCE_ONLY -> new ApiFailure.NotNow("Progress and tests are sent once.");
            case ENDPOINT_DELETED -> new ApiFailure.NotNow("The endpoint was deleted.");
            case ENDPOINT_DISABLED -> new ApiFailure.NotNow("The endpoint is disabled.");
            case URL_REMOVED -> new ApiFailure.NotNow("The URL was removed with the texts of the task.");
        };
    }
}
