package dev.darkroom.infra.laws.broken.workflows.contract;

/** Keeps every law; to be imported by who may not. */
public record Note() {}
