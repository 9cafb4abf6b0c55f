package dev.darkroom.workflows.contract;

import java.time.Duration;

/**
 * The time-outs that an installation sets. They reach a workflow in the debit's reply, so that its history alone
 * decides what it does.
 *
 * @param heartbeat after how long without a sign of life an attempt is given up and made elsewhere, 1 s or more
 * @param provider how long one job may take at its provider, 1 s or more
 */
public record ActivityTimeouts(Duration heartbeat, Duration provider) {

    public ActivityTimeouts {
        if (heartbeat.compareTo(Duration.ofSeconds(1)) < 0 || provider.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("activity time-outs are one second or more");
        }
    }
}
