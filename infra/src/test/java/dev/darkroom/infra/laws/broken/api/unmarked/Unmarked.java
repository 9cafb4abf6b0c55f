package dev.darkroom.infra.laws.broken.api.unmarked;

/** Breaks law 15: its package is not @NullMarked. */
record Unmarked() {}
