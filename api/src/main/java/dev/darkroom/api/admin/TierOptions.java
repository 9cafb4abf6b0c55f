package dev.darkroom.api.admin;

import dev.darkroom.api.admin.tier.Tier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What {@code tier set} can set; null where it was not said. */
final class TierOptions {

    private static final String NO_CAP = "none";

    @Option(names = "--running-max", paramLabel = "N", description = "jobs of a tenant that run at once")
    private @Nullable Integer runningMax;

    @Option(names = "--depth-max", paramLabel = "N", description = "jobs of a tenant that wait")
    private @Nullable Integer depthMax;

    @Option(names = "--daily-images", paramLabel = "N", description = "images of a tenant in a day, UTC; or none")
    private @Nullable String dailyImages;

    @Option(names = "--post-burst", paramLabel = "N", description = "requests of a key that change something, at once")
    private @Nullable Integer postBurst;

    @Option(names = "--post-per-second", paramLabel = "N", description = "the same, on and on")
    private @Nullable Integer postPerSecond;

    @Option(names = "--get-burst", paramLabel = "N", description = "requests of a key that only read, at once")
    private @Nullable Integer getBurst;

    @Option(names = "--get-per-second", paramLabel = "N", description = "the same, on and on")
    private @Nullable Integer getPerSecond;

    /** A tier that is like another but for what was said. */
    Tier applied(String name, Tier before) {
        return new Tier(
                name,
                or(runningMax, before.runningMax()),
                or(depthMax, before.depthMax()),
                dailyImages(before.dailyImages()),
                or(postBurst, before.postBurst()),
                or(postPerSecond, before.postPerSecond()),
                or(getBurst, before.getBurst()),
                or(getPerSecond, before.getPerSecond()));
    }

    private @Nullable Integer dailyImages(@Nullable Integer before) {
        if (dailyImages == null) {
            return before;
        }
        if (dailyImages.equals(NO_CAP)) {
            return null;
        }
        try {
            return Integer.valueOf(dailyImages);
        } catch (NumberFormatException e) {
            throw new Operator.CannotException("--daily-images is a number or " + NO_CAP);
        }
    }

    private static int or(@Nullable Integer said, int before) {
        return said == null ? before : said;
    }
}
