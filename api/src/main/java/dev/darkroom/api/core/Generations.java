package dev.darkroom.api.core;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.ChainColumns;
import dev.darkroom.activities.job.JobInputRow;
import dev.darkroom.activities.job.JobInputs;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.QuoteColumns;
import dev.darkroom.activities.job.WorkflowFate.StartCard;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.Quote;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes requests for images, and finds the jobs that came of them. */
@Singleton
public final class Generations {

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private final GenerationsConfig config;
    private final Pricing pricing;
    private final Acceptance acceptance;
    private final Backlog backlog;
    private final Jobs jobs;
    private final JobLauncher launcher;
    private final JobDrafts drafts;
    private final Inputs inputs;
    private final JobInputs jobInputs;
    private final DatabaseClock clock;

    Generations(
            GenerationsConfig config,
            Pricing pricing,
            Acceptance acceptance,
            Backlog backlog,
            Jobs jobs,
            JobLauncher launcher,
            JobDrafts drafts,
            Inputs inputs,
            JobInputs jobInputs,
            DatabaseClock clock) {
        this.config = config;
        this.pricing = pricing;
        this.acceptance = acceptance;
        this.backlog = backlog;
        this.jobs = jobs;
        this.launcher = launcher;
        this.drafts = drafts;
        this.inputs = inputs;
        this.jobInputs = jobInputs;
        this.clock = clock;
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
        return switch (pricing.price(caller, submission)) {
            case AcceptReply.Priced priced ->
                switch (inputs.look(caller, submission.inputs())) {
                    case Inputs.Look.Usable(List<Inputs.Known> images) ->
                        take(caller, Inputs.fitted(submission, images), images, priced.quote(), key);
                    case Inputs.Look.Refused(ApiFailure failure) -> refused(failure);
                };
            case AcceptReply.Refused refused -> refused;
            case AcceptReply.Accepted accepted -> accepted;
        };
    }

    /** What the same request was answered, whatever it would cost today and whether it could be made at all. */
    private Optional<AcceptReply> before(Caller caller, Submission submission, IdempotencyKey key) {
        return jobs.find(key.job(caller.tenant())).map(row -> existing(row, caller, submission));
    }

    private AcceptReply existing(JobRow row, Caller caller, Submission submission) {
        boolean same = row.tenantId().equals(caller.tenant().text())
                && row.surface().equals(submission.surface())
                && row.request().fingerprint().equals(submission.fingerprint());
        return same ? new AcceptReply.Accepted(view(row), true) : refused(new ApiFailure.KeyReused(row.jobId()));
    }

    /** What a request would cost, or why it would be refused. Nothing is made. */
    public AcceptReply price(Caller caller, Submission submission) {
        AcceptReply reply = pricing.price(caller, submission);
        if (!(reply instanceof AcceptReply.Priced)) {
            return reply;
        }
        return switch (inputs.look(caller, submission.inputs())) {
            case Inputs.Look.Usable _ -> reply;
            case Inputs.Look.Refused(ApiFailure failure) -> refused(failure);
        };
    }

    /** A job of the caller's tenant, no chain; another's is as absent as one that never was. */
    public Optional<JobView> find(Caller caller, JobId job) {
        return jobs.find(caller.tenant(), job).filter(row -> !row.isChain()).map(this::view);
    }

    /** The same, and chains too. */
    public Optional<JobView> findTask(Caller caller, JobId job) {
        return jobs.find(caller.tenant(), job).map(this::view);
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
                        clock.instant().minus(age))
                .map(this::view);
    }

    /** Jobs of the caller's tenant, newest first. */
    public List<JobView> list(Caller caller, JobQuery query) {
        List<JobRow> rows = jobs.list(caller.tenant(), rowQuery(query));
        Map<String, List<JobInputRow>> given =
                jobInputs
                        .of(rows.stream()
                                .filter(row -> row.request().inputs() > 0)
                                .map(JobRow::id)
                                .toList())
                        .stream()
                        .collect(Collectors.groupingBy(JobInputRow::jobId));
        return rows.stream()
                .map(row -> JobViews.of(row, given.getOrDefault(row.id(), List.of())))
                .toList();
    }

    private JobView view(JobRow row) {
        return JobViews.of(row, jobInputs.of(row));
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
                query.limit(),
                roles(query),
                query.parent() == null ? null : query.parent().text());
    }

    private static List<ChainColumns.Role> roles(JobQuery query) {
        if (query.parent() != null) {
            return List.of(ChainColumns.Role.STEP);
        }
        return switch (query.kinds()) {
            case IMAGES -> List.of(ChainColumns.Role.NONE);
            case CHAINS -> List.of(ChainColumns.Role.CHAIN);
            case ALL -> List.of(ChainColumns.Role.NONE, ChainColumns.Role.CHAIN);
        };
    }

    private AcceptReply take(
            Caller caller,
            Submission submission,
            List<Inputs.Known> images,
            Quote quote,
            @Nullable IdempotencyKey key) {
        JobId id = key == null ? JobDrafts.newId() : key.job(caller.tenant());
        JobRow draft = drafts.job(caller, submission, QuoteColumns.of(quote, 0), id);
        if (backlog.isFull()) {
            return refused(new ApiFailure.QueueFull(Backlog.RETRY));
        }
        return switch (inputs.store(caller.tenant(), draft.id(), images, step -> id)) {
            case Inputs.Storing.Rows(List<JobInputRow> rows) ->
                taken(
                        caller,
                        submission,
                        quote,
                        acceptance.take(Acceptance.Draft.of(draft, rows), key != null, limits(caller, config)),
                        rows);
            case Inputs.Storing.Refused(ApiFailure failure) -> refused(failure);
        };
    }

    private AcceptReply taken(
            Caller caller, Submission submission, Quote quote, Acceptance.Reply reply, List<JobInputRow> given) {
        return switch (reply) {
            case Acceptance.Reply.Taken(JobRow row) -> {
                launcher.launch(card(caller, row));
                yield new AcceptReply.Accepted(JobViews.of(row, given), false);
            }
            case Acceptance.Reply.Existing(JobRow row) -> existing(row, caller, submission);
            case Acceptance.Reply other -> refused(refusal(other, quote.total()));
        };
    }

    /** Why the acceptance did not take a job. */
    static ApiFailure refusal(Acceptance.Reply reply, MicroUsd price) {
        return switch (reply) {
            case Acceptance.Reply.TooLittleMoney(MicroUsd spendable) -> new ApiFailure.TooLittleMoney(price, spendable);
            case Acceptance.Reply.NoWallet() -> new ApiFailure.NoWallet(price);
            case Acceptance.Reply.QueueFull() -> new ApiFailure.QueueFull(Backlog.RETRY);
            case Acceptance.Reply.DailyCap(Duration left) -> new ApiFailure.DailyCap(left);
            case Acceptance.Reply.InputGone() ->
                new ApiFailure.BadField(null, "An image that the request names has just been removed.");
            case Acceptance.Reply.SpendLimit() -> new ApiFailure.SpendLimit(price);
            case Acceptance.Reply.Taken _, Acceptance.Reply.Existing _ ->
                throw new IllegalStateException("a job that is there was not refused");
        };
    }

    /** What the tenant's tier allows, and never more of the queue than the installation does. */
    static Acceptance.Limits limits(Caller caller, GenerationsConfig config) {
        int depthMax = Math.min(caller.limits().depthMax(), config.depthPerTenant());
        return new Acceptance.Limits(depthMax, caller.limits().dailyImages(), caller.spendLimited());
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
