/** Jobs: their rows, their moves between states, their log, and the sweep that lets none be forgotten. */
@NullMarked
package dev.darkroom.activities.job;

import org.jspecify.annotations.NullMarked;
