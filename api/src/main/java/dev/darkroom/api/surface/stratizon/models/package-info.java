/** The catalogue. */
@NullMarked
package dev.darkroom.api.surface.stratizon.models;

import org.jspecify.annotations.NullMarked;
