/** The stories: deterministic orchestration over the activities of {@code contract}. */
@NullMarked
package dev.darkroom.workflows.workflow;

import org.jspecify.annotations.NullMarked;
