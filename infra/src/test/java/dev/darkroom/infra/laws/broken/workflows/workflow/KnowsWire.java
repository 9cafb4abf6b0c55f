package dev.darkroom.infra.laws.broken.workflows.workflow;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Breaks law 3: Jackson outside wire. */
record KnowsWire(@JsonProperty("n") int number) {}
