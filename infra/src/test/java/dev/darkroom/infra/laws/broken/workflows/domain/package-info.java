/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.workflows.domain;

import org.jspecify.annotations.NullMarked;
