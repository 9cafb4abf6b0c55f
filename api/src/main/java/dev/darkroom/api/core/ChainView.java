package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.JobId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A chain of edits as the native surface renders it.
 *
 * @param job the chain itself: its state and its money
 * @param stopsOnFailure whether it begins nothing more once a step has not succeeded
 * @param resumedFrom the chain that it goes on from
 */
public record ChainView(
        JobView job, boolean stopsOnFailure, @Nullable JobId resumedFrom, List<Step> steps) {

    /**
     * A step.
     *
     * @param reused whether another chain made it, and this one only shows it
     * @param sources the names of the steps that it works from
     */
    public record Step(String name, JobView job, boolean reused, List<String> sources) {
        public Step {
            sources = List.copyOf(sources);
        }
    }

    public ChainView {
        steps = List.copyOf(steps);
    }

    /** The images of the steps that no other step works from: what the chain is for. */
    public List<JobView.Image> results() {
        Set<String> used =
                steps.stream().flatMap(step -> step.sources().stream()).collect(Collectors.toSet());
        return steps.stream()
                .filter(step -> !used.contains(step.name()))
                .flatMap(step -> step.job().images().stream())
                .toList();
    }

    /** How far it is, in percent: its steps count alike. */
    public int progress() {
        int sum = steps.stream()
                .mapToInt(step ->
                        step.job().state().isTerminal() ? 100 : step.job().progress())
                .sum();
        return steps.isEmpty() ? 0 : sum / steps.size();
    }
}
