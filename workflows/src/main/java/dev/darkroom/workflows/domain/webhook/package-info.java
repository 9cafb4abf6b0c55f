/** What a caller can be told of, and when it is told again. */
@NullMarked
package dev.darkroom.workflows.domain.webhook;

import org.jspecify.annotations.NullMarked;
