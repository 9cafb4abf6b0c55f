package dev.darkroom.activities.artifact;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How long images and texts are kept, and how much of them.
 *
 * @param retentionDays days after a task has ended, or an image was last used; a tenant may have its own
 * @param retentionUploads how long an image is kept that no task has used
 * @param retentionEvery how often it is looked for what is to be removed, by one worker of all
 * @param storageQuota bytes of a tenant's images; a tenant may have its own
 */
@Introspected
@ConfigurationProperties("darkroom")
public record RetentionConfig(
        @Setting("Days for which images and texts of ended tasks are kept, 1 to 3650") @Bindable(defaultValue = "30")
        int retentionDays,

        @Setting("How long an uploaded image is kept that no task has used, 1m to 30d") @Bindable(defaultValue = "24h")
        Duration retentionUploads,

        @Setting("How often a worker removes what has been kept long enough, 1s to 24h") @Bindable(defaultValue = "10m")
        Duration retentionEvery,

        @Setting("Bytes of images that a tenant may have stored") @Bindable(defaultValue = "10737418240")
        long storageQuota) {

    private static final int DAYS_MAX = 3650;

    public RetentionConfig {
        Bounds.within("DARKROOM_RETENTION_DAYS", retentionDays, 1, DAYS_MAX);
        Bounds.within("DARKROOM_RETENTION_UPLOADS", retentionUploads, Duration.ofMinutes(1), Duration.ofDays(30));
        Bounds.within("DARKROOM_RETENTION_EVERY", retentionEvery, Duration.ofSeconds(1), Duration.ofHours(24));
        Bounds.within("DARKROOM_STORAGE_QUOTA", storageQuota, 0, Long.MAX_VALUE);
    }
}
