package dev.darkroom.api.core;

import dev.darkroom.activities.job.JobInputs;
import dev.darkroom.activities.job.JobRow;
import jakarta.inject.Singleton;
import java.util.List;

/** Views of rows, for whoever has the row already. */
@Singleton
public final class RowViews {

    private final JobInputs inputs;

    RowViews(JobInputs inputs) {
        this.inputs = inputs;
    }

    /** The view; what the job works from is read where there is any. */
    public JobView of(JobRow row) {
        return JobViews.of(row, row.request().inputs() == 0 ? List.of() : inputs.of(row.jobId()));
    }
}
