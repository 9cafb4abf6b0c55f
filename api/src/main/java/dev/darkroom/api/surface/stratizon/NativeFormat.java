package dev.darkroom.api.surface.stratizon;

import dev.darkroom.api.http.JobIds;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** How the native surface writes ids and times. */
public final class NativeFormat {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String TASK = "task_";
    private static final String ARTIFACT = "art_";

    private NativeFormat() {}

    /** {@code task_} and 32 hexadecimal digits. */
    public static String task(String jobId) {
        return TASK + JobIds.hex(jobId);
    }

    /** {@code art_} and 32 hexadecimal digits. */
    public static String artifact(String artifactId) {
        return ARTIFACT + JobIds.hex(artifactId);
    }

    /** Whether a text has the form of an artifact's id. */
    public static boolean isArtifact(String text) {
        return text.matches(ARTIFACT + "[0-9a-f]{32}");
    }

    /** ISO 8601, UTC, milliseconds. */
    public static String time(Instant at) {
        return TIME.format(at);
    }

    /** The same, for a time that may not have come. */
    public static @Nullable String timeOrNull(@Nullable Instant at) {
        return at == null ? null : time(at);
    }
}
