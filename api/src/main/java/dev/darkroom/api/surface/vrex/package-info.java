/** The vrex surface: images in US dollars, polled or told of by webhook. */
@NullMarked
package dev.darkroom.api.surface.vrex;

import org.jspecify.annotations.NullMarked;
