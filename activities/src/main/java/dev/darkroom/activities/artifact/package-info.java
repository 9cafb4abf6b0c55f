/** The records of stored images. */
@NullMarked
package dev.darkroom.activities.artifact;

import org.jspecify.annotations.NullMarked;
