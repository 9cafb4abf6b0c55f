package dev.darkroom.activities.activity;

import dev.darkroom.activities.generation.SourceStep;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.contract.SourceActivities;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import dev.darkroom.workflows.domain.job.StepEnd;

/** Waiting for other jobs. */
public final class SourceActivitiesImpl implements SourceActivities {

    private final SourceStep sources;

    public SourceActivitiesImpl(SourceStep sources) {
        this.sources = sources;
    }

    @Override
    public InputReply awaitSources(SourcesRequest request) {
        return ActivityFailures.translating(() -> sources.run(request.job(), new ActivityPulse()));
    }

    @Override
    public JobsEnded awaitJobs(JobsRequest request) {
        return ActivityFailures.translating(
                () -> new JobsEnded(sources.awaitAll(request.jobs(), new ActivityPulse()).stream()
                        .map(SourceActivitiesImpl::end)
                        .toList()));
    }

    /** How a job ended, and which of its images are there. */
    static StepEnd end(JobRow row) {
        return new StepEnd(
                row.state(),
                row.outcome().deliveredImages().stream().map(Stored::index).toList());
    }
}
