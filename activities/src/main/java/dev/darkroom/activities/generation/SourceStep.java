package dev.darkroom.activities.generation;

import dev.darkroom.activities.job.JobEnds;
import dev.darkroom.activities.job.JobInputs;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.workflows.contract.InputReply;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Waits for the jobs whose images a job works from. */
@Singleton
public final class SourceStep {

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Jobs jobs;
    private final JobInputs inputs;
    private final JobEnds watch;

    SourceStep(Jobs jobs, JobInputs inputs, JobEnds watch) {
        this.jobs = jobs;
        this.inputs = inputs;
        this.watch = watch;
    }

    /**
     * Waits until every source has ended or one of them has failed, or the job itself has ended: canceled, or expired.
     *
     * @throws DatabaseException where a row could not be read or written; to be tried again
     */
    public InputReply run(JobId job, Pulse pulse) {
        while (true) {
            Optional<JobRow> row = jobs.find(job);
            if (row.isEmpty() || row.get().state() != JobState.QUEUED) {
                return IngestStep.left(row);
            }
            Optional<FailureKind> failure = inputs.resolveSources(job);
            if (failure.isPresent()) {
                return new InputReply.Missing(failure.get());
            }
            List<JobId> awaited = inputs.awaited(job);
            if (awaited.isEmpty()) {
                return fitted(row.get());
            }
            List<JobId> watched = new ArrayList<>(awaited);
            watched.add(job);
            await(watched, pulse);
        }
    }

    private void await(List<JobId> watched, Pulse pulse) {
        try (JobEnds.Ticket ticket = watch.anyEnd(watched)) {
            while (!ticket.await(LOOK)) {
                pulse.beat();
            }
        }
    }

    /**
     * Waits until all of these jobs have ended.
     *
     * @return their rows, in the order of the jobs
     * @throws DatabaseException where a row could not be read; to be tried again
     */
    public List<JobRow> awaitAll(List<JobId> awaited, Pulse pulse) {
        List<JobRow> ended = new ArrayList<>();
        for (JobId job : awaited) {
            JobRow row = jobs.find(job).orElseThrow();
            if (!row.state().isTerminal()) {
                await(List.of(job), pulse);
                row = jobs.find(job).orElseThrow();
            }
            ended.add(row);
        }
        return ended;
    }

    /** Where there is something to fetch yet, the next step looks whether all of it fits together. */
    private InputReply fitted(JobRow row) {
        if (!inputs.toFetch(row.jobId()).isEmpty()) {
            return new InputReply.Ready();
        }
        return inputs.fit(row).<InputReply>map(InputReply.Missing::new).orElseGet(InputReply.Ready::new);
    }
}
