package dev.darkroom.api.core;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.ChainStepRow;
import dev.darkroom.activities.job.Chains;
import dev.darkroom.activities.job.JobInputRow;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.QuoteColumns;
import dev.darkroom.activities.job.WorkflowFate.StartCard;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.Quote;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes requests for chains of edits, and finds them again. */
@Singleton
public final class EditChains {

    private final GenerationsConfig config;
    private final Pricing pricing;
    private final Inputs inputs;
    private final JobDrafts drafts;
    private final Acceptance acceptance;
    private final Backlog backlog;
    private final Jobs jobs;
    private final Chains chains;
    private final Resumption resumption;
    private final JobLauncher launcher;

    EditChains(
            GenerationsConfig config,
            Pricing pricing,
            Inputs inputs,
            JobDrafts drafts,
            Acceptance acceptance,
            Backlog backlog,
            Jobs jobs,
            Chains chains,
            Resumption resumption,
            JobLauncher launcher) {
        this.config = config;
        this.pricing = pricing;
        this.inputs = inputs;
        this.drafts = drafts;
        this.acceptance = acceptance;
        this.backlog = backlog;
        this.jobs = jobs;
        this.chains = chains;
        this.resumption = resumption;
        this.launcher = launcher;
    }

    /**
     * Takes a chain: prices every step, holds the whole price and makes all rows, in one transaction.
     *
     * @param key where given, a repeat of the same request answers the chain that the first one made
     * @throws dev.darkroom.activities.ledger.DatabaseException where the database does not answer; nothing was written
     * @throws dev.darkroom.activities.job.AcceptanceUnknownException where the chain may have been made
     */
    public AcceptChainReply accept(Caller caller, ChainSubmission submission, @Nullable IdempotencyKey key) {
        Optional<AcceptChainReply> before = before(caller, submission.fingerprint(), key);
        return before.isPresent() ? before.get() : make(caller, submission, key);
    }

    /** What the same request was answered, whatever it would cost today and whether it could be made at all. */
    private Optional<AcceptChainReply> before(Caller caller, String fingerprint, @Nullable IdempotencyKey key) {
        return key == null
                ? Optional.empty()
                : jobs.find(key.job(caller.tenant())).map(row -> existing(row, caller, fingerprint));
    }

    private AcceptChainReply make(Caller caller, ChainSubmission submission, @Nullable IdempotencyKey key) {
        return switch (look(caller, submission)) {
            case Look.Usable usable -> take(caller, submission, usable.steps(), key);
            case Look.Refused(ApiFailure failure) -> new AcceptChainReply.Refused(failure);
        };
    }

    /** What a chain would cost, or why it would be refused. Nothing is made. */
    public AcceptChainReply price(Caller caller, ChainSubmission submission) {
        return switch (look(caller, submission)) {
            case Look.Usable usable ->
                new AcceptChainReply.Priced(
                        usable.total(),
                        usable.steps().stream()
                                .flatMap(step -> step.priced().stream()
                                        .map(price -> new AcceptChainReply.PricedStep(
                                                step.step().name(), price)))
                                .toList());
            case Look.Refused(ApiFailure failure) -> new AcceptChainReply.Refused(failure);
        };
    }

    /** A chain with its steps. */
    public ChainView view(JobView chain) {
        return ChainViews.of(chain, chains.steps(chain.id()));
    }

    /** The chains among these jobs with their steps, by their ids. */
    public Map<JobId, ChainView> views(List<JobView> listed) {
        List<JobView> found = listed.stream().filter(job -> job.chain() != null).toList();
        Map<String, List<Chains.Step>> steps =
                chains.steps(found.stream().map(job -> job.id().text()).toList());
        return found.stream()
                .collect(Collectors.toMap(
                        JobView::id,
                        job -> ChainViews.of(job, steps.getOrDefault(job.id().text(), List.of()))));
    }

    /**
     * Takes a chain that reuses what another one finished, and makes the rest again, at today's price. A repeat under
     * its key is answered alike, whatever is left of the other chain by then.
     *
     * @param fingerprint what tells the request from another under the same idempotency key
     * @throws dev.darkroom.activities.ledger.DatabaseException where the database does not answer; nothing was written
     * @throws dev.darkroom.activities.job.AcceptanceUnknownException where the chain may have been made
     */
    public AcceptChainReply resume(Caller caller, JobId chain, String fingerprint, @Nullable IdempotencyKey key) {
        Optional<AcceptChainReply> before = before(caller, fingerprint, key);
        if (before.isPresent()) {
            return before.get();
        }
        return switch (resumable(caller, chain, fingerprint)) {
            case Resumable.From(ChainSubmission submission) -> make(caller, submission, key);
            case Resumable.Refused(ApiFailure failure) -> new AcceptChainReply.Refused(failure);
        };
    }

    /** What going on from a chain would cost, or why it would be refused. Nothing is made. */
    public AcceptChainReply priceResume(Caller caller, JobId chain, String fingerprint) {
        return switch (resumable(caller, chain, fingerprint)) {
            case Resumable.From(ChainSubmission submission) -> price(caller, submission);
            case Resumable.Refused(ApiFailure failure) -> new AcceptChainReply.Refused(failure);
        };
    }

    /** What became of the wish to go on from a chain. */
    sealed interface Resumable {
        /** What is to be asked for. */
        record From(ChainSubmission submission) implements Resumable {}

        record Refused(ApiFailure failure) implements Resumable {}
    }

    private Resumable resumable(Caller caller, JobId chain, String fingerprint) {
        Optional<JobRow> row = jobs.find(caller.tenant(), chain).filter(JobRow::isChain);
        if (row.isEmpty()) {
            return new Resumable.Refused(new ApiFailure.NotFound());
        }
        boolean open = row.get().state() == JobState.FAILED || row.get().state() == JobState.CANCELED;
        return open
                ? resumption.of(row.get(), chains.steps(chain), fingerprint)
                : new Resumable.Refused(new ApiFailure.Conflict(chain, row.get().state()));
    }

    private record Looked(
            ChainSubmission.Step step,
            @Nullable Submission submission,
            Optional<AcceptReply.Priced> priced,
            List<Inputs.Known> images) {}

    private sealed interface Look {
        record Usable(List<Looked> steps) implements Look {
            MicroUsd total() {
                return steps.stream()
                        .flatMap(step -> step.priced().stream())
                        .map(price -> price.quote().total())
                        .reduce(MicroUsd.ZERO, MicroUsd::plus);
            }
        }

        record Refused(ApiFailure failure) implements Look {}
    }

    /** How the steps hang together, and then every one by itself: all of it before anything is stored or held. */
    private Look look(Caller caller, ChainSubmission submission) {
        List<Integer> cycle = submission.plan().cycle();
        if (!cycle.isEmpty()) {
            String field = submission.steps().get(cycle.getFirst()).field() + ".images";
            return new Look.Refused(
                    new ApiFailure.BadField(field, "`%s`: the step waits for itself in the end.".formatted(field)));
        }
        List<Looked> looked = new ArrayList<>();
        for (ChainSubmission.Step step : submission.steps()) {
            switch (step.work()) {
                case ChainSubmission.Reuse _ -> looked.add(new Looked(step, null, Optional.empty(), List.of()));
                case ChainSubmission.Make(Submission work) -> {
                    switch (look(caller, step, work)) {
                        case Look.Usable usable -> looked.addAll(usable.steps());
                        case Look.Refused refused -> {
                            return refused;
                        }
                    }
                }
            }
        }
        return new Look.Usable(looked);
    }

    private Look look(Caller caller, ChainSubmission.Step step, Submission work) {
        return switch (pricing.price(caller, work)) {
            case AcceptReply.Priced priced ->
                switch (inputs.look(caller, work.inputs())) {
                    case Inputs.Look.Usable(List<Inputs.Known> images) ->
                        new Look.Usable(
                                List.of(new Looked(step, Inputs.fitted(work, images), Optional.of(priced), images)));
                    case Inputs.Look.Refused(ApiFailure failure) -> new Look.Refused(failure);
                };
            case AcceptReply.Refused(ApiFailure failure) -> new Look.Refused(inStep(step, failure));
            case AcceptReply.Accepted _ -> throw new IllegalStateException("a price is no job");
        };
    }

    /** A refusal of a step names the step. */
    private static ApiFailure inStep(ChainSubmission.Step step, ApiFailure failure) {
        return switch (failure) {
            case ApiFailure.BadField(String param, String message)
            when param != null ->
                new ApiFailure.BadField(
                        step.field() + "." + param,
                        message.replace("`" + param + "`", "`" + step.field() + "." + param + "`"));
            case ApiFailure.SwitchedOff(String what) -> new ApiFailure.SwitchedOff(step.field() + "." + what);
            default -> failure;
        };
    }

    private AcceptChainReply existing(JobRow row, Caller caller, String fingerprint) {
        boolean same = row.tenantId().equals(caller.tenant().text())
                && row.isChain()
                && row.request().fingerprint().equals(fingerprint);
        return same
                ? new AcceptChainReply.Accepted(view(JobViews.of(row, List.of())), true)
                : new AcceptChainReply.Refused(new ApiFailure.KeyReused(row.jobId()));
    }

    private AcceptChainReply take(
            Caller caller, ChainSubmission submission, List<Looked> looked, @Nullable IdempotencyKey key) {
        if (backlog.isFull()) {
            return new AcceptChainReply.Refused(new ApiFailure.QueueFull(Backlog.RETRY));
        }
        JobId id = key == null ? JobDrafts.newId() : key.job(caller.tenant());
        return switch (draft(caller, submission, looked, id)) {
            case Drafted.Ready ready ->
                taken(
                        caller,
                        submission,
                        ready,
                        acceptance.take(ready.draft(), key != null, Generations.limits(caller, config)));
            case Drafted.Refused(ApiFailure failure) -> new AcceptChainReply.Refused(failure);
        };
    }

    private sealed interface Drafted {
        /** What is to be written, and its steps as they will be shown: nothing is read once it is accepted. */
        record Ready(Acceptance.Draft draft, List<Chains.Step> steps) implements Drafted {}

        record Refused(ApiFailure failure) implements Drafted {}
    }

    private Drafted draft(Caller caller, ChainSubmission submission, List<Looked> looked, JobId id) {
        List<JobId> stepIds = new ArrayList<>();
        int images = 0;
        for (Looked step : looked) {
            stepIds.add(step.step().work() instanceof ChainSubmission.Reuse(JobId job) ? job : id.step(stepIds.size()));
            images += step.submission() == null ? 0 : step.submission().spec().images();
        }
        JobRow chain = drafts.chain(caller, submission, new Look.Usable(looked).total(), Math.max(1, images), id);
        List<JobRow> rows = new ArrayList<>();
        List<ChainStepRow> links = new ArrayList<>();
        List<JobInputRow> given = new ArrayList<>();
        for (int index = 0; index < looked.size(); index++) {
            Looked step = looked.get(index);
            JobId job = stepIds.get(index);
            links.add(new ChainStepRow(null, chain.id(), index, step.step().name(), job.text()));
            if (step.submission() != null && step.priced().isPresent()) {
                Quote quote = step.priced().get().quote();
                rows.add(drafts.step(caller, step.submission(), QuoteColumns.of(quote, 0), chain, job));
                switch (inputs.store(caller.tenant(), job.text(), step.images(), stepIds::get)) {
                    case Inputs.Storing.Rows(List<JobInputRow> stored) -> given.addAll(stored);
                    case Inputs.Storing.Refused(ApiFailure failure) -> {
                        return new Drafted.Refused(failure);
                    }
                }
            }
        }
        return new Drafted.Ready(
                new Acceptance.Draft(chain, rows, links, given), shown(submission, links, rows, given));
    }

    /** The steps that are made and those that are reused, as they will be read from now on. */
    private List<Chains.Step> shown(
            ChainSubmission submission, List<ChainStepRow> links, List<JobRow> rows, List<JobInputRow> given) {
        List<JobRow> jobsShown = new ArrayList<>(rows);
        List<JobInputRow> inputsShown = new ArrayList<>(given);
        if (submission.resumedFrom() != null) {
            for (Chains.Step before : chains.steps(submission.resumedFrom())) {
                jobsShown.add(before.job());
                inputsShown.addAll(before.inputs());
            }
        }
        return Chains.join(links, jobsShown, inputsShown);
    }

    private AcceptChainReply taken(
            Caller caller, ChainSubmission submission, Drafted.Ready ready, Acceptance.Reply reply) {
        return switch (reply) {
            case Acceptance.Reply.Taken(JobRow row) -> {
                launcher.launch(new StartCard(
                        row.jobId(),
                        caller.tenantName(),
                        row.surface(),
                        row.request().model(),
                        row.request().images(),
                        true));
                yield new AcceptChainReply.Accepted(ChainViews.of(JobViews.of(row, List.of()), ready.steps()), false);
            }
            case Acceptance.Reply.Existing(JobRow row) -> existing(row, caller, submission.fingerprint());
            case Acceptance.Reply other ->
                new AcceptChainReply.Refused(
                        Generations.refusal(other, ready.draft().row().quote().price()));
        };
    }
}
