package dev.darkroom.api.admin.tier;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the tenants of a tier may do. A change holds everywhere within five seconds.
 *
 * @param name lower-case letters, digits and hyphens, at most 32
 * @param runningMax jobs of a tenant that run at once, 1 to {@value #JOBS_MAX}
 * @param depthMax jobs of a tenant that wait, 1 to {@value #JOBS_MAX}
 * @param dailyImages images of a tenant in a day, UTC, 0 to {@value #IMAGES_MAX}; null for no cap
 * @param postBurst requests of a key that change something, at once, 1 to {@value #RATE_MAX}
 * @param postPerSecond the same, on and on
 * @param getBurst requests of a key that only read, at once
 * @param getPerSecond the same, on and on
 */
@MappedEntity("tier")
public record Tier(
        @Id String name,
        int runningMax,
        int depthMax,
        @Nullable Integer dailyImages,
        int postBurst,
        int postPerSecond,
        int getBurst,
        int getPerSecond) {

    /** The tier of tenants for whom nobody says another. It is always there. */
    public static final String STANDARD = "standard";

    public static final int JOBS_MAX = 1_000_000;
    public static final int IMAGES_MAX = 1_000_000_000;
    public static final int RATE_MAX = 1_000_000;

    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    public Tier {
        if (!isName(name)) {
            throw new IllegalArgumentException("a tier's name has lower-case letters, digits and hyphens, at most 32");
        }
        require("running_max", runningMax, 1, JOBS_MAX);
        require("depth_max", depthMax, 1, JOBS_MAX);
        require("daily_images", dailyImages == null ? 0 : dailyImages, 0, IMAGES_MAX);
        require("post_burst", postBurst, 1, RATE_MAX);
        require("post_per_second", postPerSecond, 1, RATE_MAX);
        require("get_burst", getBurst, 1, RATE_MAX);
        require("get_per_second", getPerSecond, 1, RATE_MAX);
    }

    /** Whether a tier could have that name. */
    public static boolean isName(String text) {
        return NAME.matcher(text).matches();
    }

    private static void require(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException("%s must be a number from %d to %d".formatted(name, least, most));
        }
    }
}
