/** Requests of somebody who means no good, on every surface. */
@NullMarked
package dev.darkroom.api.hostile;

import org.jspecify.annotations.NullMarked;
