/** Whether what must be so is so: read-only, over the database, Temporal and the stored objects. */
@NullMarked
package dev.darkroom.activities.check;

import org.jspecify.annotations.NullMarked;
