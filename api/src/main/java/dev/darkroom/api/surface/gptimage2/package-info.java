/** The gptimage2 surface: one image a call, paid in credits. */
@NullMarked
package dev.darkroom.api.surface.gptimage2;

import org.jspecify.annotations.NullMarked;
