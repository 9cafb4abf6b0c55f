/** Upstreams that make images, behind one interface. */
@NullMarked
package dev.darkroom.activities.provider;

import org.jspecify.annotations.NullMarked;
