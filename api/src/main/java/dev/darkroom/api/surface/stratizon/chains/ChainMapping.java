package dev.darkroom.api.surface.stratizon.chains;

import dev.darkroom.api.core.AcceptChainReply;
import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.ChainSubmission;
import dev.darkroom.api.core.ChainView;
import dev.darkroom.api.core.EditChains;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.JsonNodes;
import dev.darkroom.api.surface.stratizon.Credits;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import dev.darkroom.api.surface.stratizon.tasks.ChainReply;
import dev.darkroom.api.surface.stratizon.tasks.ComposedTasks;
import dev.darkroom.api.surface.stratizon.tasks.PriceReply;
import dev.darkroom.api.surface.stratizon.tasks.TaskMapping;
import dev.darkroom.api.surface.stratizon.tasks.TaskReply;
import dev.darkroom.api.surface.stratizon.tasks.TaskRequest;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import jakarta.inject.Singleton;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between the native words for chains and the canonical ones, both ways. */
@Singleton
final class ChainMapping implements ComposedTasks {

    private static final String CHAIN = "chain";
    private static final String CREDITS = "credits";
    private static final String EVENTS = String.join(",", TaskRequest.EVENTS_UNLESS_SAID);
    private static final String REFUNDS =
            "The whole price is held; what the steps do not deliver is refunded in one line when the chain ends.";

    private final EditChains chains;
    private final TaskMapping tasks;

    ChainMapping(EditChains chains, TaskMapping tasks) {
        this.chains = chains;
        this.tasks = tasks;
    }

    /**
     * The canonical request.
     *
     * @throws dev.darkroom.api.http.BadFieldException where a model is unknown or lacks what is asked of it
     */
    ChainSubmission submission(ChainRequest request, String fingerprint) {
        Submission.Webhook webhook =
                request.webhookUrl() == null ? null : new Submission.Webhook(request.webhookUrl(), EVENTS);
        return new ChainSubmission(
                TaskMapping.SURFACE,
                request.steps().stream().map(step -> step(step, fingerprint)).toList(),
                request.stopsOnFailure(),
                fingerprint,
                null,
                new Submission.Options(null, request.metadata(), null, webhook));
    }

    private ChainSubmission.Step step(ChainRequest.Step step, String fingerprint) {
        Submission submission = tasks.submission(step.task(), step.field() + ".", fingerprint);
        return new ChainSubmission.Step(step.field(), step.name(), new ChainSubmission.Make(submission));
    }

    @Override
    public ChainReply of(JobView job) {
        return current(chains.view(job));
    }

    @Override
    public Map<JobId, ChainReply> of(List<JobView> jobs) {
        Map<JobId, ChainReply> replies = new LinkedHashMap<>();
        chains.views(jobs).forEach((id, chain) -> replies.put(id, current(chain)));
        return replies;
    }

    /** The chain as it was accepted: a function of what was fixed then, so that every repeat is the same bytes. */
    ChainReply accepted(ChainView chain) {
        JobView job = chain.job();
        return reply(
                chain,
                TaskMapping.status(JobState.PENDING),
                0,
                null,
                null,
                chain.steps().stream()
                        .map(step -> step(step, step.reused() ? tasks.current(step.job()) : tasks.accepted(step.job())))
                        .toList(),
                List.of(),
                new TaskReply.Billing(Credits.of(job.quote().total()), Credits.of(MicroUsd.ZERO), CREDITS),
                null);
    }

    /** The chain as it is now. */
    ChainReply current(ChainView chain) {
        JobView job = chain.job();
        return reply(
                chain,
                TaskMapping.status(job.state()),
                chain.progress(),
                NativeFormat.timeOrNull(job.startedAt()),
                NativeFormat.timeOrNull(job.completedAt()),
                chain.steps().stream()
                        .map(step -> step(step, tasks.current(step.job())))
                        .toList(),
                chain.results().stream().map(tasks::image).toList(),
                new TaskReply.Billing(Credits.of(job.charged()), Credits.of(job.refunded()), CREDITS),
                TaskMapping.error(job.failure()));
    }

    private static ChainReply reply(
            ChainView chain,
            String status,
            int progress,
            @Nullable String startedAt,
            @Nullable String completedAt,
            List<ChainReply.Step> steps,
            List<TaskReply.Image> images,
            TaskReply.Billing billing,
            TaskReply.@Nullable Reason error) {
        JobView job = chain.job();
        return new ChainReply(
                NativeFormat.task(job.id().text()),
                CHAIN,
                Capability.IMAGE_TO_IMAGE.word(),
                status,
                progress,
                NativeFormat.time(job.createdAt()),
                startedAt,
                completedAt,
                steps,
                new TaskReply.Output(images, List.of()),
                billing,
                error,
                chain.stopsOnFailure() ? "stop" : "continue",
                chain.resumedFrom() == null
                        ? null
                        : NativeFormat.task(chain.resumedFrom().text()),
                job.metadata() == null ? null : JsonNodes.of(job.metadata()));
    }

    private static ChainReply.Step step(ChainView.Step step, TaskReply task) {
        return new ChainReply.Step(
                step.name(),
                step.sources(),
                task.taskId(),
                task.type(),
                task.capability(),
                task.status(),
                task.model(),
                task.progress(),
                task.createdAt(),
                task.startedAt(),
                task.completedAt(),
                task.input(),
                task.output(),
                task.billing(),
                task.error());
    }

    /** What a chain would cost. */
    static ChainReply.Priced price(AcceptChainReply.Priced priced) {
        List<ChainReply.PricedStep> steps = priced.steps().stream()
                .map(step -> step(step.name(), step.price()))
                .toList();
        return new ChainReply.Priced(
                true,
                new PriceReply.Price(
                        Credits.of(priced.total()),
                        priced.total().value(),
                        steps.stream().flatMap(step -> step.items().stream()).toList()),
                steps,
                REFUNDS);
    }

    private static ChainReply.PricedStep step(String name, AcceptReply.Priced priced) {
        PriceReply price = PriceReply.of(priced);
        return new ChainReply.PricedStep(
                name,
                price.model(),
                price.route(),
                price.price().totalCredits(),
                price.price().items());
    }
}
