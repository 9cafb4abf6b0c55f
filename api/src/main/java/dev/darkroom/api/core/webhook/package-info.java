/** Where callers want to be told of their jobs, and what came of it. */
@NullMarked
package dev.darkroom.api.core.webhook;

import org.jspecify.annotations.NullMarked;
