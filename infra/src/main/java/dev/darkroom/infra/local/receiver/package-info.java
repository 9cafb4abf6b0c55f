/** A receiver of webhooks for trying them on this machine: a page, a terminal, and signatures that are checked. */
@NullMarked
package dev.darkroom.infra.local.receiver;

import org.jspecify.annotations.NullMarked;
