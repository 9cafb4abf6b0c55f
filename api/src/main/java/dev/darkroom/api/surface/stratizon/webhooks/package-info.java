/** Endpoints that are told of tasks, and the log of what they were told. */
@NullMarked
package dev.darkroom.api.surface.stratizon.webhooks;

import org.jspecify.annotations.NullMarked;
