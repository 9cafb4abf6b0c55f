/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.activities.provider.one;

import org.jspecify.annotations.NullMarked;
