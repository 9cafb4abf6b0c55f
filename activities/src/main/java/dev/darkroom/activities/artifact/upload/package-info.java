/** Uploads that are announced first, put at a URL of ours, and then finished. */
@NullMarked
package dev.darkroom.activities.artifact.upload;

import org.jspecify.annotations.NullMarked;
