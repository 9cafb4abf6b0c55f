package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.JobId;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A Temporal that says what a test tells it to, and notes what is started and canceled. */
@Singleton
@Replaces(WorkflowFate.class)
@Requires(property = "test.fate", value = "fake")
public final class FakeFate implements WorkflowFate {

    public final Map<JobId, Fate> fates = new ConcurrentHashMap<>();
    public final List<StartCard> started = new CopyOnWriteArrayList<>();
    public final List<JobId> canceled = new CopyOnWriteArrayList<>();

    @Override
    public Fate of(JobId job) {
        return fates.getOrDefault(job, Fate.RUNNING);
    }

    @Override
    public boolean cancel(JobId job) {
        return canceled.add(job);
    }

    @Override
    public Start start(StartCard card) {
        started.add(card);
        return Start.STARTED;
    }
}
