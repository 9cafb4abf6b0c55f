/** What is removed when it has been kept long enough, and what nobody refers to. */
@NullMarked
package dev.darkroom.activities.artifact.retention;

import org.jspecify.annotations.NullMarked;
