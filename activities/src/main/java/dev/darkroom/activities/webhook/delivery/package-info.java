/** Delivering webhooks: one attempt after the other, what may go to one receiver at once, and the sweep. */
@NullMarked
package dev.darkroom.activities.webhook.delivery;

import org.jspecify.annotations.NullMarked;
