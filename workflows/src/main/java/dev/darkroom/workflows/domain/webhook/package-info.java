/** Which moments of a job a caller can be told of. */
@NullMarked
package dev.darkroom.workflows.domain.webhook;

import org.jspecify.annotations.NullMarked;
