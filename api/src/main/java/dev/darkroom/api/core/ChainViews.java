package dev.darkroom.api.core;

import dev.darkroom.activities.job.Chains;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.workflows.domain.job.JobId;
import java.util.List;

/** Makes views of chains. */
final class ChainViews {

    private ChainViews() {}

    static ChainView of(JobRow chain, List<Chains.Step> steps) {
        String from = chain.chain().resumedFrom();
        return new ChainView(
                JobViews.of(chain, List.of()),
                Boolean.TRUE.equals(chain.chain().stops()),
                from == null ? null : JobId.of(from),
                steps.stream()
                        .map(step -> new ChainView.Step(
                                step.name(),
                                JobViews.of(step.job(), step.inputs()),
                                step.sources().stream()
                                        .map(source -> steps.get(source.step()).name())
                                        .distinct()
                                        .toList()))
                        .toList());
    }
}
