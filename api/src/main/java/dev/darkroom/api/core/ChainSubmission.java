package dev.darkroom.api.core;

import dev.darkroom.workflows.domain.job.EditChain;
import dev.darkroom.workflows.domain.job.JobId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request for a chain of edits.
 *
 * @param steps in the order of the request, 1 to {@value EditChain#STEPS_MAX}
 * @param stopsOnFailure whether it begins nothing more once a step has not succeeded
 * @param resumedFrom the chain that it goes on from; null for one of its own
 * @param options of the chain as a whole
 */
public record ChainSubmission(
        String surface,
        List<Step> steps,
        boolean stopsOnFailure,
        String fingerprint,
        @Nullable JobId resumedFrom,
        Submission.Options options) {

    /**
     * A step.
     *
     * @param field where it stands in the request
     * @param name the caller's, unique in the chain
     */
    public record Step(String field, String name, Work work) {}

    /** What is to be done for a step. */
    public sealed interface Work {}

    /** Images are to be made. An image of another step is a {@link ImageInput.Sibling}. */
    public record Make(Submission submission) implements Work {}

    /** It was done by another chain. */
    public record Reuse(JobId job) implements Work {}

    public ChainSubmission {
        steps = List.copyOf(steps);
    }

    /** The steps that are to be made, by which they wait for each other. */
    EditChain plan() {
        return new EditChain(
                steps.stream().map(step -> new EditChain.Step(sources(step))).toList(), stopsOnFailure);
    }

    private static List<EditChain.Source> sources(Step step) {
        return step.work() instanceof Make(Submission submission)
                ? submission.inputs().stream()
                        .flatMap(input -> sibling(input).stream())
                        .toList()
                : List.of();
    }

    private static Optional<EditChain.Source> sibling(ImageInput input) {
        return input.source() instanceof ImageInput.Sibling(int step, int index)
                ? Optional.of(new EditChain.Source(step, index))
                : Optional.empty();
    }
}
