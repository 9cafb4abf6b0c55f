/** Stored images: what is known of them, small pictures, removal. */
@NullMarked
package dev.darkroom.api.surface.stratizon.artifacts;

import org.jspecify.annotations.NullMarked;
