/** Fixtures that break a law. */
@NullMarked
package dev.darkroom.infra.laws.broken.activities.activity;

import org.jspecify.annotations.NullMarked;
