package dev.darkroom.workflows.domain.job;

import java.util.List;

/**
 * How a step of a chain ended.
 *
 * @param state the terminal state; {@code CANCELED} also for a step that was skipped
 * @param images which of its images are there, by index
 */
public record StepEnd(JobState state, List<Integer> images) {

    /** Of a step that never ran. */
    public static final StepEnd SKIPPED = new StepEnd(JobState.CANCELED, List.of());

    public StepEnd {
        images = List.copyOf(images);
    }
}
