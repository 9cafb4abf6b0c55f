/** Tries receivers of webhooks: real processes, sent what a receiver has to take and what it has to refuse. */
@NullMarked
package dev.darkroom.infra.live.receiver;

import org.jspecify.annotations.NullMarked;
