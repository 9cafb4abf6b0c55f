package dev.darkroom.infra.laws.broken.activities.activity;

import io.temporal.failure.ApplicationFailure;

/** Keeps law 17. */
record ActivityFailures(ApplicationFailure failure) {}
