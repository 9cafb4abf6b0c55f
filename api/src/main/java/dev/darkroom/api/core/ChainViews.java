package dev.darkroom.api.core;

import dev.darkroom.activities.job.Chains;
import java.util.List;
import java.util.Objects;

/** Makes views of chains. */
final class ChainViews {

    private ChainViews() {}

    /**
     * The view of a chain.
     *
     * @param job one that is a chain
     */
    static ChainView of(JobView job, List<Chains.Step> steps) {
        JobView.Chain chain = Objects.requireNonNull(job.chain());
        return new ChainView(
                job,
                chain.stopsOnFailure(),
                chain.resumedFrom(),
                steps.stream().map(step -> step(job, steps, step)).toList());
    }

    private static ChainView.Step step(JobView chain, List<Chains.Step> steps, Chains.Step step) {
        return new ChainView.Step(
                step.name(),
                JobViews.of(step.job(), step.inputs()),
                !chain.id().equals(step.job().payer()),
                step.sources().stream()
                        .map(source -> steps.get(source.step()).name())
                        .distinct()
                        .toList());
    }
}
