/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.activities.artifact;

import org.jspecify.annotations.NullMarked;
