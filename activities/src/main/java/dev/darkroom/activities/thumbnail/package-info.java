/** Small pictures of stored images. */
@NullMarked
package dev.darkroom.activities.thumbnail;

import org.jspecify.annotations.NullMarked;
