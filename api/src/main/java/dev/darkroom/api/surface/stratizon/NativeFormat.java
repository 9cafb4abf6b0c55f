package dev.darkroom.api.surface.stratizon;

import dev.darkroom.api.http.ArtifactIds;
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

    /** What the public id of a webhook endpoint begins with. */
    public static final String ENDPOINT = "whe_";

    private NativeFormat() {}

    /** {@code task_} and 32 hexadecimal digits. */
    public static String task(String jobId) {
        return TASK + JobIds.hex(jobId);
    }

    /** {@code art_} and 32 hexadecimal digits. */
    public static String artifact(String artifactId) {
        return ArtifactIds.text(artifactId);
    }

    /** {@code whe_} and 32 hexadecimal digits. */
    public static String endpoint(String endpointId) {
        return ENDPOINT + JobIds.hex(endpointId);
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
