/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.activities.provider.two;

import org.jspecify.annotations.NullMarked;
