/** A job: its identity, its states, what it asks for and what came of each image. */
@NullMarked
package dev.darkroom.workflows.domain.job;

import org.jspecify.annotations.NullMarked;
