/** Which image was made from which. */
@NullMarked
package dev.darkroom.activities.artifact.lineage;

import org.jspecify.annotations.NullMarked;
