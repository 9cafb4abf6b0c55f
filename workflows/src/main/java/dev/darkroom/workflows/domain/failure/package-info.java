/** The one table of everything that can go wrong, as a caller sees it. */
@NullMarked
package dev.darkroom.workflows.domain.failure;

import org.jspecify.annotations.NullMarked;
