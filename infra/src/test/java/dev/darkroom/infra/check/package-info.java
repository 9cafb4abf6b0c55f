/** A small world in which everything is as it must be, and what is done to it. */
@NullMarked
package dev.darkroom.infra.check;

import org.jspecify.annotations.NullMarked;
