/** The native surface: its words, its units and its errors. */
@NullMarked
package dev.darkroom.api.surface.stratizon;

import org.jspecify.annotations.NullMarked;
