/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.api.knot.left;

import org.jspecify.annotations.NullMarked;
