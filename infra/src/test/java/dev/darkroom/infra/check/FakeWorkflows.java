package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Words;
import dev.darkroom.activities.check.WorkflowView;
import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.workflows.domain.job.JobId;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A Temporal that says what a test tells it to. Of a job that it was not told of it knows a workflow that is closed. */
final class FakeWorkflows implements WorkflowView {

    private static final Look CLOSED = new Look(Fate.CLOSED, Instant.EPOCH, 28, 22_000);
    private static final Look RUNNING = new Look(Fate.RUNNING, null, 14, 11_000);

    private final Map<JobId, Look> looks = new HashMap<>();
    private final Map<JobId, String> histories = new HashMap<>();
    private final Set<JobId> replayFailed = new HashSet<>();

    @Override
    public synchronized Look look(JobId job) {
        return looks.getOrDefault(job, CLOSED);
    }

    @Override
    public synchronized Past read(JobId job, Words words) {
        return new Past(
                true,
                replayFailed.contains(job),
                words.in(histories.getOrDefault(job, "")).map(Set::of).orElse(Set.of()));
    }

    synchronized void runs(JobId job) {
        looks.put(job, RUNNING);
    }

    synchronized void closes(JobId job) {
        looks.put(job, CLOSED);
    }

    synchronized void isUnknown(JobId job) {
        looks.put(job, new Look(Fate.UNKNOWN, null, 0, 0));
    }

    synchronized void measures(JobId job, long events, long bytes) {
        looks.put(job, new Look(Fate.CLOSED, Instant.EPOCH, events, bytes));
    }

    synchronized void failsToReplay(JobId job) {
        replayFailed.add(job);
    }

    synchronized void says(JobId job, String text) {
        histories.put(job, text);
    }

    /** Forgets the faults: what runs is told again. */
    synchronized void heal() {
        looks.clear();
        histories.clear();
        replayFailed.clear();
    }
}
