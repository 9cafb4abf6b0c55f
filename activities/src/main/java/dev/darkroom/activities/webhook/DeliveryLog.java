package dev.darkroom.activities.webhook;

import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was delivered, and what was not. */
@Singleton
public final class DeliveryLog {

    /** How many attempts of a delivery are shown: the newest. */
    public static final int ATTEMPTS_MAX = 30;

    /** After the id of every delivery. */
    private static final String AFTER_ALL = "g";

    /** How far the clock that made an id can be from the one that wrote the time beside it. */
    private static final Duration SKEW_MAX = Duration.ofHours(1);

    private static final int TIME_SHIFT = 16;

    private final Transactions transactions;
    private final DeliveryLogRepository log;

    DeliveryLog(Transactions transactions, DeliveryLogRepository log) {
        this.transactions = transactions;
        this.log = log;
    }

    /** A delivery and its attempts, oldest first. */
    public record Entry(LoggedDelivery delivery, List<WebhookAttemptRow> attempts) {
        public Entry {
            attempts = List.copyOf(attempts);
        }
    }

    /**
     * Which deliveries.
     *
     * @param job hyphenated; null for those of all
     * @param endpoint hyphenated; null for those to all
     * @param kind the name of a kind of event, or {@link WebhookEventRow#TEST}; null for all
     * @param since inclusive
     * @param until exclusive
     * @param before only deliveries older than the one of that id; null for all
     * @param most how many
     */
    public record Query(
            @Nullable String job,
            @Nullable String endpoint,
            @Nullable DeliveryState state,
            @Nullable String kind,
            Instant since,
            Instant until,
            @Nullable String before,
            int most) {}

    /** A page of a tenant's log, newest first. The attempts of all are one statement. */
    public List<Entry> list(TenantId tenant, Query query) {
        List<LoggedDelivery> found = transactions.read(() -> log.list(
                tenant.text(),
                leastIdOf(query.since()),
                before(query),
                query.since(),
                query.until(),
                query.job(),
                query.endpoint(),
                query.state(),
                query.kind(),
                query.most()));
        return withAttempts(found);
    }

    /** A delivery of that tenant; another's is as absent as one that never was. */
    public Optional<Entry> find(TenantId tenant, String id) {
        return transactions
                .read(() -> log.find(tenant.text(), id))
                .map(found -> withAttempts(List.of(found)).getFirst());
    }

    /** Where the deliveries stand that tell the URLs of requests how their jobs ended, by job. */
    public Map<String, DeliveryState> ends(Collection<String> jobs) {
        return jobs.isEmpty()
                ? Map.of()
                : transactions.read(() -> log.ends(jobs)).stream()
                        .collect(Collectors.toMap(ToldEnd::jobId, ToldEnd::state));
    }

    private List<Entry> withAttempts(List<LoggedDelivery> found) {
        if (found.isEmpty()) {
            return List.of();
        }
        List<String> ids = found.stream().map(LoggedDelivery::id).toList();
        Map<String, List<WebhookAttemptRow>> attempts =
                transactions.read(() -> log.attempts(ids, ATTEMPTS_MAX)).stream()
                        .collect(Collectors.groupingBy(WebhookAttemptRow::deliveryId));
        return found.stream()
                .map(delivery -> new Entry(delivery, attempts.getOrDefault(delivery.id(), List.of())))
                .toList();
    }

    private static String before(Query query) {
        String end = idAt(query.until().plus(SKEW_MAX));
        String before = query.before() == null ? AFTER_ALL : query.before();
        return before.compareTo(end) < 0 ? before : end;
    }

    /** Not after the id of any delivery that was made then or later. */
    static String leastIdOf(Instant since) {
        return idAt(since.minus(SKEW_MAX));
    }

    private static String idAt(Instant time) {
        return new UUID(Math.max(0, time.toEpochMilli()) << TIME_SHIFT, 0).toString();
    }
}
