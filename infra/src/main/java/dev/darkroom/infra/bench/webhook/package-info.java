/** Webhooks: how long after a job's end they arrive, and what a receiver that hangs does to those of others. */
@NullMarked
package dev.darkroom.infra.bench.webhook;

import org.jspecify.annotations.NullMarked;
