package dev.darkroom.infra.laws.broken.api.surface.right;

import dev.darkroom.infra.laws.broken.activities.job.Job;
import dev.darkroom.infra.laws.broken.workflows.contract.Note;

/** Breaks law 6 twice: a surface that imports activities and contract. */
public record RightMapping(Job job, Note note) {}
