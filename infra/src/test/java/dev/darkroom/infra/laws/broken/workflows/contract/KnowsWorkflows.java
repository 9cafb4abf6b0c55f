package dev.darkroom.infra.laws.broken.workflows.contract;

import io.temporal.workflow.Promise;

/** Breaks law 3: more of Temporal than its annotations. */
record KnowsWorkflows(Promise<String> promise) {}
