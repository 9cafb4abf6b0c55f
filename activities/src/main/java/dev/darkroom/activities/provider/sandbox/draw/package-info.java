/** How the sandbox draws: landscapes, letters and things, and the bytes that they become. */
@NullMarked
package dev.darkroom.activities.provider.sandbox.draw;

import org.jspecify.annotations.NullMarked;
