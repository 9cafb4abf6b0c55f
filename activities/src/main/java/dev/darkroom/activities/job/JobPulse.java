package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.JobState;
import io.micronaut.core.annotation.Introspected;

/**
 * What of a job changes while it goes on.
 *
 * @param eventSeq the seq of its newest event
 * @param progress percent, as the provider last said
 * @param previews how many previews of each image are stored now
 */
@Introspected
public record JobPulse(String id, JobState state, int eventSeq, int progress, int previews) {}
