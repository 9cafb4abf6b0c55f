/** The JSON of other systems. */
@NullMarked
package dev.darkroom.activities.json;

import org.jspecify.annotations.NullMarked;
