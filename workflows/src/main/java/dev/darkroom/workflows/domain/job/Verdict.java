package dev.darkroom.workflows.domain.job;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageOutcome.Failed;
import dev.darkroom.workflows.domain.job.ImageOutcome.Filtered;
import dev.darkroom.workflows.domain.job.ImageOutcome.Grid;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The terminal state that an ending comes to, and what is recorded with it.
 *
 * @param state a terminal state
 * @param failure why, unless the job succeeded
 * @param delivered the stored images within what was asked for, by index
 * @param missing why each other image is missing, by index; empty where no image was ever due
 * @param grid the stored picture of all images; null where there is none, or no image to show
 */
public record Verdict(
        JobState state,
        @Nullable FailureKind failure,
        List<Stored> delivered,
        List<Missing> missing,
        @Nullable Grid grid) {

    /** An image that was asked for and not delivered. */
    public record Missing(int index, FailureKind kind) {}

    public Verdict {
        if (!state.isTerminal() || (failure == null) != (state == JobState.SUCCEEDED)) {
            throw new IllegalArgumentException("a verdict is terminal, and names a failure unless it succeeded");
        }
        delivered = List.copyOf(delivered);
        missing = List.copyOf(missing);
    }

    /**
     * Decides an ending.
     *
     * @param images how many images were asked for; what a provider made beyond that is left out
     * @param withdrawn whether the caller had asked to cancel: then the job ends canceled whatever came of it
     */
    public static Verdict of(JobEnding ending, int images, boolean withdrawn) {
        return switch (ending) {
            case JobEnding.Finished(List<ImageOutcome> outcomes)
            when withdrawn -> canceled(FailureKind.CANCELED, outcomes, images);
            case JobEnding.Finished(List<ImageOutcome> outcomes) -> finished(outcomes, images);
            case JobEnding.Failed _ when withdrawn -> canceled(FailureKind.CANCELED, List.of(), images);
            case JobEnding.Failed(FailureKind kind) -> new Verdict(JobState.FAILED, kind, List.of(), List.of(), null);
            case JobEnding.Withdrawn(FailureKind kind, List<ImageOutcome> outcomes) -> canceled(kind, outcomes, images);
        };
    }

    private static Verdict finished(List<ImageOutcome> outcomes, int images) {
        List<Stored> delivered = delivered(outcomes, images);
        List<Missing> missing = missing(outcomes, images, FailureKind.EMPTY_RESULT);
        if (!delivered.isEmpty()) {
            return new Verdict(JobState.SUCCEEDED, null, delivered, missing, grid(outcomes));
        }
        return new Verdict(JobState.FAILED, missing.getFirst().kind(), delivered, missing, null);
    }

    private static Verdict canceled(FailureKind kind, List<ImageOutcome> outcomes, int images) {
        List<Stored> delivered = delivered(outcomes, images);
        List<Missing> missing = outcomes.isEmpty() ? List.of() : missing(outcomes, images, kind);
        return new Verdict(JobState.CANCELED, kind, delivered, missing, delivered.isEmpty() ? null : grid(outcomes));
    }

    private static @Nullable Grid grid(List<ImageOutcome> outcomes) {
        return outcomes.stream()
                .filter(Grid.class::isInstance)
                .map(Grid.class::cast)
                .findFirst()
                .orElse(null);
    }

    private static List<Stored> delivered(List<ImageOutcome> outcomes, int images) {
        List<Stored> delivered = new ArrayList<>();
        for (int index = 0; index < images; index++) {
            if (find(outcomes, index).orElse(null) instanceof Stored stored) {
                delivered.add(stored);
            }
        }
        return delivered;
    }

    private static List<Missing> missing(List<ImageOutcome> outcomes, int images, FailureKind unless) {
        List<Missing> missing = new ArrayList<>();
        for (int index = 0; index < images; index++) {
            switch (find(outcomes, index).orElse(new Failed(index, unless))) {
                case Stored _, Grid _ -> {}
                case Filtered _ -> missing.add(new Missing(index, FailureKind.FILTERED));
                case Failed failed -> missing.add(new Missing(index, failed.kind()));
            }
        }
        return missing;
    }

    private static Optional<ImageOutcome> find(List<ImageOutcome> outcomes, int index) {
        return outcomes.stream().filter(outcome -> outcome.index() == index).findFirst();
    }
}
