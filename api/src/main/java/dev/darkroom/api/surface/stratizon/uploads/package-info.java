/** Images that callers give to work from. */
@NullMarked
package dev.darkroom.api.surface.stratizon.uploads;

import org.jspecify.annotations.NullMarked;
