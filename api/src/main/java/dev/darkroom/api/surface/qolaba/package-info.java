/** Qolaba: images awaited or made in the background, priced in US dollars and credits side by side. */
@NullMarked
package dev.darkroom.api.surface.qolaba;

import org.jspecify.annotations.NullMarked;
