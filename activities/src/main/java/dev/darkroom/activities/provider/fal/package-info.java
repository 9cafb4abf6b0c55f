/** fal.ai: models behind one queue, reached with a key. */
@NullMarked
package dev.darkroom.activities.provider.fal;

import org.jspecify.annotations.NullMarked;
