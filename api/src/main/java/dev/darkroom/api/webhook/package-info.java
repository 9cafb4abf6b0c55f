/** The bodies of webhooks, as each surface says them. */
@NullMarked
package dev.darkroom.api.webhook;

import org.jspecify.annotations.NullMarked;
