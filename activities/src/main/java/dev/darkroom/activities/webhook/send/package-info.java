/** One attempt to deliver a webhook: signed, sent once to a URL from outside, and told as a value whatever happens. */
@NullMarked
package dev.darkroom.activities.webhook.send;

import org.jspecify.annotations.NullMarked;
