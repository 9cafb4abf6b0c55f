/** What was made, by model, by day or by key. */
@NullMarked
package dev.darkroom.api.surface.stratizon.usage;

import org.jspecify.annotations.NullMarked;
