package dev.darkroom.infra.laws.broken.activities.job;

/** Keeps every law; to be imported by who may not. */
public record Job() {}
