/** What holds over all surfaces. */
@NullMarked
package dev.darkroom.api.surface;

import org.jspecify.annotations.NullMarked;
