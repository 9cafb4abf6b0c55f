package dev.darkroom.activities.net;

import java.time.Duration;
import java.time.Instant;
import java.util.regex.Pattern;
import org.apache.hc.client5.http.utils.DateUtils;
import org.jspecify.annotations.Nullable;

/** The header by which the other side asks for patience. */
public final class RetryAfter {

    public static final String NAME = "Retry-After";

    private static final Duration LONGEST = Duration.ofHours(24);
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,18}");

    private RetryAfter() {}

    /**
     * How long to wait, at most 24 h.
     *
     * @param value seconds, or a date as HTTP writes it
     * @return null for what is neither, and for a date that is past
     */
    public static @Nullable Duration read(String value, Instant now) {
        Duration asked =
                SECONDS.matcher(value).matches() ? Duration.ofSeconds(Long.parseLong(value)) : until(value, now);
        if (asked == null || asked.isNegative()) {
            return null;
        }
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }

    private static @Nullable Duration until(String date, Instant now) {
        Instant then = DateUtils.parseStandardDate(date);
        return then == null ? null : Duration.between(now, then);
    }
}
