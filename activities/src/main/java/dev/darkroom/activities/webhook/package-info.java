/** Webhooks: the endpoints, the events that are to be told, and the log of every delivery. */
@NullMarked
package dev.darkroom.activities.webhook;

import org.jspecify.annotations.NullMarked;
