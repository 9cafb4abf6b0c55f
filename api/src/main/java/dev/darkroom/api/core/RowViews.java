package dev.darkroom.api.core;

import dev.darkroom.activities.job.JobInputs;
import dev.darkroom.activities.job.JobRow;
import jakarta.inject.Singleton;

/** Views of rows, for whoever has the row already. */
@Singleton
public final class RowViews {

    private final JobInputs inputs;

    RowViews(JobInputs inputs) {
        this.inputs = inputs;
    }

    /** The view. */
    public JobView of(JobRow row) {
        return JobViews.of(row, inputs.of(row));
    }
}
