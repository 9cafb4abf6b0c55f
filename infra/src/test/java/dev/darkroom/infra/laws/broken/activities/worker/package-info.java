/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.activities.worker;

import org.jspecify.annotations.NullMarked;
