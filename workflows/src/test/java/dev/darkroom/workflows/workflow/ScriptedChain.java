package dev.darkroom.workflows.workflow;

import dev.darkroom.workflows.contract.ActivityTimeouts;
import dev.darkroom.workflows.contract.ChainActivities;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.EditChain;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.StepEnd;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.stream.Stream;

/** The books of a chain that a test makes up. */
final class ScriptedChain implements ChainActivities {

    static final JobId CHAIN = new JobId(new UUID(0x0190_a1b2_c3d4_7e5fL, 0x8a9b_0c1d_2e3f_0000L));

    final List<CloseRequest> closings = new CopyOnWriteArrayList<>();
    Function<ChainRequest, ChainReply> debit = request -> charged(true, step("only"));
    Function<CloseRequest, CloseReply> close = request -> new ChainClosed(
            request.reason() == null ? JobState.SUCCEEDED : JobState.CANCELED,
            ScriptedActivities.PRICE,
            MicroUsd.ZERO,
            request.reason(),
            null);

    /** The job of the step of that name. */
    static JobId job(String name) {
        return new JobId(UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)));
    }

    static ChainCharged charged(boolean stops, ChainStep... steps) {
        return new ChainCharged(
                ScriptedActivities.PRICE.times(steps.length),
                stops,
                List.of(steps),
                new ActivityTimeouts(Duration.ofSeconds(10), Duration.ofMinutes(10)));
    }

    /** A step that works from the first image of these steps, by their indexes. */
    static ChainStep step(String name, Integer... sources) {
        List<EditChain.Source> from = new ArrayList<>(
                Stream.of(sources).map(step -> new EditChain.Source(step, 0)).toList());
        return new ChainStep(name, new ModelId("gpt-image-2"), job(name), ScriptedActivities.PRICE, from, null);
    }

    static ChainStep ended(ChainStep step, JobState state, Integer... images) {
        return new ChainStep(
                step.name(),
                step.model(),
                step.job(),
                step.price(),
                step.sources(),
                new StepEnd(state, List.of(images)));
    }

    /** Two branches from one step, and a join of them. */
    static ChainStep[] diamond() {
        return new ChainStep[] {step("base"), step("left", 0), step("right", 0), step("join", 1, 2)};
    }

    List<FailureKind> reasons() {
        return closings.stream()
                .flatMap(closing -> Stream.ofNullable(closing.reason()))
                .toList();
    }

    @Override
    public ChainReply debitChain(ChainRequest request) {
        return debit.apply(request);
    }

    @Override
    public CloseReply closeChain(CloseRequest request) {
        closings.add(request);
        return close.apply(request);
    }
}
