package dev.darkroom.infra.laws.broken.activities.worker;

import io.temporal.failure.ApplicationFailure;

/** Breaks law 17: a failure made outside ActivityFailures. */
record BuildsFailures(ApplicationFailure failure) {}
