package dev.darkroom.workflows.domain.job;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The steps of an edit chain, and which of them may run: a step does once every image that it works from is there.
 *
 * @param steps in the order of the request; a step may work from one that stands behind it
 * @param stopsOnFailure whether no step is begun any more once one has not succeeded
 */
public record EditChain(List<Step> steps, boolean stopsOnFailure) {

    /** How many steps a chain may have. */
    public static final int STEPS_MAX = 20;

    public EditChain {
        steps = List.copyOf(steps);
    }

    /**
     * A step.
     *
     * @param sources the images of other steps that it works from
     */
    public record Step(List<Source> sources) {
        public Step {
            sources = List.copyOf(sources);
        }
    }

    /**
     * An image of a step.
     *
     * @param step its index
     * @param image which of its images
     */
    public record Source(int step, int image) {}

    /** What is to be done with a step that has not begun. */
    public enum Move {
        /** Something that it works from is not there yet. */
        WAIT,
        /** All that it works from is there. */
        RUN,
        /** Something that it works from will never be there, or the chain has stopped. */
        SKIP
    }

    /**
     * What is to be done with a step now.
     *
     * @param ends of the steps that have ended, by index
     */
    public Move move(int step, Map<Integer, StepEnd> ends) {
        if (stopsOnFailure && ends.values().stream().anyMatch(end -> end.state() != JobState.SUCCEEDED)) {
            return Move.SKIP;
        }
        Move move = Move.RUN;
        for (Source source : steps.get(step).sources()) {
            StepEnd end = ends.get(source.step());
            if (end == null) {
                move = Move.WAIT;
            } else if (!end.images().contains(source.image())) {
                return Move.SKIP;
            }
        }
        return move;
    }

    /** The steps that can never run, because they wait for themselves in the end; empty for a chain that is sound. */
    public List<Integer> cycle() {
        List<Integer> left = new ArrayList<>();
        for (int step = 0; step < steps.size(); step++) {
            left.add(step);
        }
        boolean moved = true;
        while (moved) {
            moved = left.removeIf(
                    step -> steps.get(step).sources().stream().noneMatch(source -> left.contains(source.step())));
        }
        return left;
    }
}
