/** How the records of {@code contract} look inside Temporal. */
@NullMarked
package dev.darkroom.workflows.wire;

import org.jspecify.annotations.NullMarked;
