package dev.darkroom.infra.laws.broken.workflows.domain;

import java.io.File;

/** Breaks law 1: the domain knows of files. */
record ReadsFiles(File file) {}
