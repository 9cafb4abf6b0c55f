/** Finds terms in texts that hide them: behind other characters, spaces, signs, or the end of a field. */
@NullMarked
package dev.darkroom.api.moderation.text;

import org.jspecify.annotations.NullMarked;
