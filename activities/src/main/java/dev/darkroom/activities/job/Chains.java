package dev.darkroom.activities.job;

import dev.darkroom.activities.ledger.KeySpend;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.activities.webhook.WebhookOutbox;
import dev.darkroom.workflows.contract.WebhookDeliveryWorkflow.Notice;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.EditChain;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rows of chains, and the closing of their books. */
@Singleton
public final class Chains {

    private static final int DONE_PERCENT = 100;

    private final Transactions transactions;
    private final Ledger ledger;
    private final KeySpend keys;
    private final JobRepository jobs;
    private final JobEventRepository events;
    private final ChainStepRepository steps;
    private final JobInputs inputs;
    private final Settlements settlements;
    private final WebhookOutbox outbox;

    Chains(
            Transactions transactions,
            Ledger ledger,
            KeySpend keys,
            JobRepository jobs,
            JobEventRepository events,
            ChainStepRepository steps,
            JobInputs inputs,
            Settlements settlements,
            WebhookOutbox outbox) {
        this.transactions = transactions;
        this.ledger = ledger;
        this.keys = keys;
        this.jobs = jobs;
        this.events = events;
        this.steps = steps;
        this.inputs = inputs;
        this.settlements = settlements;
        this.outbox = outbox;
    }

    /**
     * A step with its job.
     *
     * @param inputs the images that it works from
     * @param sources those of them that are images of other steps
     */
    public record Step(String name, JobRow job, List<JobInputRow> inputs, List<EditChain.Source> sources) {
        public Step {
            inputs = List.copyOf(inputs);
            sources = List.copyOf(sources);
        }
    }

    /** What became of a wish to close a chain. */
    public sealed interface Close {
        /**
         * It has ended.
         *
         * @param notice whom to tell of it; empty where nobody wants to know
         * @param first whether this call ended it
         */
        record Closed(JobRow chain, Optional<Notice> notice, boolean first) implements Close {}

        /** These of its steps have not ended. The chain is as it was. */
        record Open(List<JobId> steps) implements Close {}

        /** There is no such chain. */
        record NoChain() implements Close {}
    }

    /** The steps of a chain, in their order. */
    public List<Step> steps(JobId chain) {
        return steps(List.of(chain.text())).getOrDefault(chain.text(), List.of());
    }

    /** The steps of many chains, by the chain's id. */
    public Map<String, List<Step>> steps(List<String> chains) {
        if (chains.isEmpty()) {
            return Map.of();
        }
        return transactions.read(() -> {
            List<ChainStepRow> links = steps.findByChainIdInOrderByPosition(chains);
            List<String> ids =
                    links.stream().map(ChainStepRow::jobId).distinct().toList();
            List<JobRow> rows = jobs.findByIdIn(ids);
            List<JobInputRow> given = inputs.of(ids);
            Map<String, List<Step>> joined = new LinkedHashMap<>();
            links.stream()
                    .collect(Collectors.groupingBy(ChainStepRow::chainId))
                    .forEach((chain, own) -> joined.put(chain, join(own, rows, given)));
            return joined;
        });
    }

    /**
     * Puts the steps of a chain together.
     *
     * @param links in their order
     * @param rows of their jobs, others among them or not
     * @param inputs of their jobs, in the order of each request, others among them or not
     */
    public static List<Step> join(List<ChainStepRow> links, List<JobRow> rows, List<JobInputRow> inputs) {
        List<String> ids = links.stream().map(ChainStepRow::jobId).toList();
        Map<String, JobRow> jobs = rows.stream().collect(Collectors.toMap(JobRow::id, Function.identity()));
        Map<String, List<JobInputRow>> given = inputs.stream().collect(Collectors.groupingBy(JobInputRow::jobId));
        return links.stream()
                .map(link -> {
                    List<JobInputRow> images = given.getOrDefault(link.jobId(), List.of());
                    JobRow job = Objects.requireNonNull(jobs.get(link.jobId()));
                    return new Step(link.name(), job, images, sources(images, ids));
                })
                .toList();
    }

    private static List<EditChain.Source> sources(List<JobInputRow> images, List<String> ids) {
        return images.stream()
                .filter(image -> image.sourceJob() != null && ids.contains(image.sourceJob()))
                .map(image -> new EditChain.Source(
                        ids.indexOf(image.sourceJob()), image.sourceIndex() == null ? 0 : image.sourceIndex()))
                .toList();
    }

    /**
     * Ends a chain: steps that never ran are skipped, and once no step runs any more, what was not spent goes back to the
     * wallet. Whoever asks and however often: only the first that finds no step running writes the end.
     *
     * @param reason {@code CANCELED} or {@code EXPIRED} where the chain was withdrawn; null where its steps decide
     */
    public Close close(JobId chain, @Nullable FailureKind reason) {
        return transactions.write(scope -> closeLocked(chain, reason));
    }

    /** The chain's row is locked first, as by every step that is charged: so no step begins while its chain ends. */
    private Close closeLocked(JobId chain, @Nullable FailureKind reason) {
        Optional<JobRow> found = jobs.findDecisively(chain.text());
        if (found.isEmpty()) {
            return new Close.NoChain();
        }
        JobRow row = found.get();
        if (row.state().isTerminal()) {
            return new Close.Closed(row, outbox.noted(chain, row.state()), false);
        }
        if (reason != null) {
            steps.flag(row.id());
        }
        FailureKind why = reason == null && !row.cancelRequested() ? FailureKind.SKIPPED : FailureKind.CANCELED;
        List<JobRow> all = new ArrayList<>();
        for (JobRow step : steps.jobsOf(row.id())) {
            all.add(step.state() == JobState.PENDING ? skip(step, why) : step);
        }
        List<JobId> open = all.stream()
                .filter(step -> !step.state().isTerminal())
                .map(JobRow::jobId)
                .toList();
        return open.isEmpty() ? end(row, all, reason) : new Close.Open(open);
    }

    private JobRow skip(JobRow step, FailureKind why) {
        return settlements
                .settle(step.jobId(), new JobEnding.Withdrawn(why, List.of()))
                .orElseThrow();
    }

    private Close.Closed end(JobRow chain, List<JobRow> all, @Nullable FailureKind reason) {
        boolean charged = chain.state() != JobState.PENDING;
        MicroUsd rest = charged ? chain.quote().price().minus(new MicroUsd(steps.spent(chain.id()))) : MicroUsd.ZERO;
        Ending ending = ending(chain, all, reason);
        if (charged && !chain.state().canBecome(ending.state())) {
            jobs.run(chain.id());
        }
        int delivered = all.stream()
                .filter(step -> chain.id().equals(step.chain().id()))
                .mapToInt(step -> step.outcome().delivered())
                .sum();
        jobs.endChain(
                chain.id(),
                ending.state(),
                ending.state() == JobState.CANCELED,
                ending.failure() == null ? null : ending.failure().code(),
                delivered,
                rest.value(),
                ending.state() == JobState.SUCCEEDED
                        ? DONE_PERCENT
                        : chain.work().progress());
        events.append(
                chain.id(),
                JobEventRow.Kind.ENDED.name(),
                ending.failure() == null ? null : ending.failure().code(),
                null,
                null,
                rest.value());
        Optional<Notice> notice = outbox.note(chain.tenant(), chain.jobId(), chain.jobId(), ending.state());
        pay(chain, charged, rest);
        return new Close.Closed(jobs.findById(chain.id()).orElseThrow(), notice, true);
    }

    /** The wallet comes last, because all of the tenant's posts wait for its lock. */
    private void pay(JobRow chain, boolean charged, MicroUsd rest) {
        if (charged) {
            ledger.refund(chain.tenant(), chain.jobId(), rest);
            keys.giveBack(chain.apiKeyId(), chain.createdAt(), rest);
        } else {
            ledger.release(chain.tenant(), chain.quote().price());
            keys.giveBack(chain.apiKeyId(), chain.createdAt(), chain.quote().price());
        }
    }

    private record Ending(JobState state, @Nullable FailureKind failure) {}

    /** A chain succeeds only where every step does. Why it failed is what its first failed step says. */
    private static Ending ending(JobRow chain, List<JobRow> all, @Nullable FailureKind reason) {
        boolean succeeded = all.stream().allMatch(step -> step.state() == JobState.SUCCEEDED);
        if (reason != null || chain.cancelRequested()) {
            return new Ending(JobState.CANCELED, reason == null ? FailureKind.CANCELED : reason);
        }
        if (succeeded) {
            return new Ending(JobState.SUCCEEDED, null);
        }
        FailureKind first = all.stream()
                .flatMap(step -> Optional.ofNullable(step.outcome().failure()).stream())
                .filter(kind -> kind != FailureKind.SKIPPED)
                .findFirst()
                .orElse(FailureKind.SKIPPED);
        return new Ending(JobState.FAILED, first);
    }
}
