package dev.darkroom.infra.laws.broken.activities.job;

import io.temporal.client.WorkflowClient;

/** Breaks law 8: Temporal outside activity and worker. */
record StartsWorkflows(WorkflowClient client) {}
