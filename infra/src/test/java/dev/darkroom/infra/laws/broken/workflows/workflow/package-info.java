/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.workflows.workflow;

import org.jspecify.annotations.NullMarked;
