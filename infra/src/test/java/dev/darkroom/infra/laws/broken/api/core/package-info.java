/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.api.core;

import org.jspecify.annotations.NullMarked;
