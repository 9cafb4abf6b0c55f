/** The steps of a job at its provider and in storage, without Temporal: what an activity calls. */
@NullMarked
package dev.darkroom.activities.generation;

import org.jspecify.annotations.NullMarked;
