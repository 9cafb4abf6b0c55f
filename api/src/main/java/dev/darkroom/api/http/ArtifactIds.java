package dev.darkroom.api.http;

import dev.darkroom.workflows.domain.job.ArtifactId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The public form of an artifact's id, the same on every surface: {@code art_} and 32 hexadecimal digits. */
public final class ArtifactIds {

    private static final String PREFIX = "art_";
    private static final Pattern FORM = Pattern.compile(PREFIX + "([0-9a-f]{16})([0-9a-f]{16})");
    private static final int HEX_RADIX = 16;

    private ArtifactIds() {}

    /** The artifact that a text names; empty where it has another form. */
    public static Optional<ArtifactId> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new ArtifactId(new UUID(
                        Long.parseUnsignedLong(form.group(1), HEX_RADIX),
                        Long.parseUnsignedLong(form.group(2), HEX_RADIX))))
                : Optional.empty();
    }

    /**
     * The public form.
     *
     * @param artifactId hyphenated
     */
    public static String text(String artifactId) {
        return PREFIX + JobIds.hex(artifactId);
    }
}
