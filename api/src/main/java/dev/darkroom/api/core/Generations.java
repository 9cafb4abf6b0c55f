package dev.darkroom.api.core;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.OutcomeColumns;
import dev.darkroom.activities.job.QuoteColumns;
import dev.darkroom.activities.job.RequestColumns;
import dev.darkroom.activities.job.WorkColumns;
import dev.darkroom.activities.job.WorkflowFate.StartCard;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.Quote;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes requests for images, and finds the jobs that came of them. */
@Singleton
public final class Generations {

    private static final Duration QUEUE_RETRY = Duration.ofSeconds(10);
    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");
    private static final Duration FIRST_CHECK = Duration.ofSeconds(15);

    private final GenerationsConfig config;
    private final Pricing pricing;
    private final Acceptance acceptance;
    private final Backlog backlog;
    private final Jobs jobs;
    private final JobLauncher launcher;

    Generations(
            GenerationsConfig config,
            Pricing pricing,
            Acceptance acceptance,
            Backlog backlog,
            Jobs jobs,
            JobLauncher launcher) {
        this.config = config;
        this.pricing = pricing;
        this.acceptance = acceptance;
        this.backlog = backlog;
        this.jobs = jobs;
        this.launcher = launcher;
    }

    /**
     * Takes a request: prices it, holds the price and makes the job, in the database alone. Its workflow is started
     * afterwards, whether or not Temporal is there now.
     *
     * @param key where given, a repeat of the same request answers the job that the first one made
     * @throws dev.darkroom.activities.ledger.DatabaseException where the database does not answer; nothing was written
     * @throws dev.darkroom.activities.job.AcceptanceUnknownException where the job may have been made
     */
    public AcceptReply accept(Caller caller, Submission submission, @Nullable IdempotencyKey key) {
        Optional<AcceptReply> before = key == null ? Optional.empty() : before(caller, submission, key);
        if (before.isPresent()) {
            return before.get();
        }
        return switch (price(caller, submission)) {
            case AcceptReply.Priced priced -> take(caller, submission, priced.quote(), key);
            case AcceptReply.Refused refused -> refused;
            case AcceptReply.Accepted accepted -> accepted;
        };
    }

    /** What the same request was answered, whatever it would cost today and whether it could be made at all. */
    private Optional<AcceptReply> before(Caller caller, Submission submission, IdempotencyKey key) {
        return jobs.find(key.job(caller.tenant())).map(row -> existing(row, caller, submission));
    }

    private static AcceptReply existing(JobRow row, Caller caller, Submission submission) {
        boolean same = row.tenantId().equals(caller.tenant().text())
                && row.surface().equals(submission.surface())
                && row.request().fingerprint().equals(submission.fingerprint());
        return same ? new AcceptReply.Accepted(JobViews.of(row), true) : refused(new ApiFailure.KeyReused(row.jobId()));
    }

    /** What a request would cost, or why it would be refused. Nothing is made. */
    public AcceptReply price(Caller caller, Submission submission) {
        return pricing.price(caller, submission);
    }

    /** A job of the caller's tenant; another's is as absent as one that never was. */
    public Optional<JobView> find(Caller caller, JobId job) {
        return jobs.find(caller.tenant(), job).map(JobViews::of);
    }

    /**
     * The newest job that the caller's key made of the same request.
     *
     * @param age how old it is at the most
     */
    public Optional<JobView> newest(Caller caller, String fingerprint, Duration age) {
        return jobs.newest(
                        caller.tenant(),
                        caller.keyId(),
                        fingerprint,
                        Instant.now().minus(age))
                .map(JobViews::of);
    }

    /** Jobs of the caller's tenant, newest first. */
    public List<JobView> list(Caller caller, JobQuery query) {
        return jobs.list(caller.tenant(), rowQuery(query)).stream()
                .map(JobViews::of)
                .toList();
    }

    private static Jobs.Query rowQuery(JobQuery query) {
        JobQuery.Position after = query.after();
        return new Jobs.Query(
                query.states(),
                query.since(),
                query.until(),
                query.model(),
                after == null ? END_OF_TIME : after.createdAt(),
                after == null ? "" : after.jobId(),
                query.limit());
    }

    private AcceptReply take(Caller caller, Submission submission, Quote quote, @Nullable IdempotencyKey key) {
        JobRow draft = draft(caller, submission, quote, key);
        if (backlog.waiting(config.depth()) >= config.depth()) {
            return refused(new ApiFailure.QueueFull(QUEUE_RETRY));
        }
        return switch (acceptance.take(draft, key != null, limits(caller))) {
            case Acceptance.Reply.Taken(JobRow row) -> {
                launcher.launch(card(caller, row));
                yield new AcceptReply.Accepted(JobViews.of(row), false);
            }
            case Acceptance.Reply.Existing(JobRow row) -> existing(row, caller, submission);
            case Acceptance.Reply.TooLittleMoney(MicroUsd spendable) ->
                refused(new ApiFailure.TooLittleMoney(quote.total(), spendable));
            case Acceptance.Reply.NoWallet() -> refused(new ApiFailure.NoWallet(quote.total()));
            case Acceptance.Reply.QueueFull() -> refused(new ApiFailure.QueueFull(QUEUE_RETRY));
            case Acceptance.Reply.DailyCap(Duration left) -> refused(new ApiFailure.DailyCap(left));
            case Acceptance.Reply.SpendLimit() -> refused(new ApiFailure.SpendLimit(quote.total()));
        };
    }

    /** What the tenant's tier allows, and never more of the queue than the installation does. */
    private Acceptance.Limits limits(Caller caller) {
        int depthMax = Math.min(caller.limits().depthMax(), config.depthPerTenant());
        return new Acceptance.Limits(depthMax, caller.limits().dailyImages(), caller.spendLimited());
    }

    private JobRow draft(Caller caller, Submission submission, Quote quote, @Nullable IdempotencyKey key) {
        JobId id = key == null ? new JobId(UuidCreator.getTimeOrderedEpoch()) : key.job(caller.tenant());
        Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        Duration asked = submission.options().expiresAfter();
        Duration life = asked == null ? config.expiresAfter() : asked;
        return new JobRow(
                id.text(),
                caller.tenant().text(),
                caller.keyId(),
                submission.surface(),
                JobState.PENDING,
                false,
                now,
                now.plus(life),
                null,
                null,
                columns(submission),
                QuoteColumns.of(quote, 0),
                WorkColumns.NONE,
                OutcomeColumns.NONE,
                1,
                now.plus(FIRST_CHECK));
    }

    private RequestColumns columns(Submission submission) {
        GenerationSpec spec = submission.spec();
        Submission.Webhook webhook = submission.options().webhook();
        return new RequestColumns(
                submission.fingerprint(),
                spec.capability(),
                spec.model().value(),
                RequestColumns.text(pricing.routes(submission.offer().model())),
                spec.prompt(),
                spec.images(),
                spec.quality(),
                spec.aspectRatio(),
                spec.size().width(),
                spec.size().height(),
                spec.format(),
                spec.grid(),
                spec.seed(),
                spec.parameters().equals(GenerationSpec.NONE) ? null : spec.parameters(),
                submission.options().rendering(),
                submission.options().metadata(),
                webhook == null ? null : webhook.url(),
                webhook == null ? null : webhook.events());
    }

    private static StartCard card(Caller caller, JobRow row) {
        return new StartCard(
                row.jobId(),
                caller.tenantName(),
                row.surface(),
                row.request().model(),
                row.request().images());
    }

    private static AcceptReply.Refused refused(ApiFailure failure) {
        return new AcceptReply.Refused(failure);
    }
}
