/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.activities.blob;

import org.jspecify.annotations.NullMarked;
