/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.api.knot.right;

import org.jspecify.annotations.NullMarked;
