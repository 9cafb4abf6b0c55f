package dev.darkroom.activities.webhook;

import dev.darkroom.workflows.domain.webhook.DeliveryState;
import io.micronaut.core.annotation.Introspected;

/** How the end of a job was told to the URL of its request. */
@Introspected
record ToldEnd(String jobId, DeliveryState state) {}
