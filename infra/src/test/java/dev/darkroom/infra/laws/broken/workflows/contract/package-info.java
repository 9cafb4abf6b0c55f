/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.workflows.contract;

import org.jspecify.annotations.NullMarked;
