package dev.darkroom.api.http;

import io.micronaut.http.HttpRequest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Prefer} (RFC 7240), of which one preference is known: {@code wait=N}. Others are passed over. */
public final class Preferences {

    /** Asks for a preference. */
    public static final String HEADER = "Prefer";

    /** Says that it was followed. */
    public static final String APPLIED = "Preference-Applied";

    private static final int SECONDS_MAX = 120;
    private static final Pattern WAIT = Pattern.compile("(?i)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:;.*)?");

    private Preferences() {}

    /**
     * How long the caller would wait for the end; null where the answer may come at once.
     *
     * @throws BadFieldException where it is not 1 to 120 seconds
     */
    public static @Nullable Duration wait(HttpRequest<?> request) {
        Integer seconds = null;
        for (String header : request.getHeaders().getAll(HEADER)) {
            for (String preference : header.split(",", -1)) {
                Matcher wait = WAIT.matcher(preference);
                if (wait.matches() && seconds == null) {
                    seconds = Integer.valueOf(wait.group(1));
                }
            }
        }
        if (seconds == null) {
            return null;
        }
        if (seconds < 1 || seconds > SECONDS_MAX) {
            throw new BadFieldException(HEADER, "must have a wait of 1 to %d seconds".formatted(SECONDS_MAX));
        }
        return Duration.ofSeconds(seconds);
    }
}
