/** What Darkroom does for a caller, whatever the surface: it knows no JSON and no status codes. */
@NullMarked
package dev.darkroom.api.core;

import org.jspecify.annotations.NullMarked;
