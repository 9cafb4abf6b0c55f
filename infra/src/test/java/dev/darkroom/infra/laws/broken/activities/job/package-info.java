/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.activities.job;

import org.jspecify.annotations.NullMarked;
