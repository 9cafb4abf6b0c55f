package dev.darkroom.infra.laws.broken.activities.provider.two;

/** Keeps every law; to be imported by who may not. */
public record TwoProvider() {}
