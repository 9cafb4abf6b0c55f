package dev.darkroom.activities.config;

import java.time.Duration;
import java.util.Locale;

/** Checks of settings. A setting out of its bounds stops the start with its name. */
public final class Bounds {

    private Bounds() {}

    /** A whole number from {@code least} to {@code most}. */
    public static void within(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw new InvalidSettingException(name, "a number from %d to %d".formatted(least, most));
        }
    }

    /** A duration from {@code least} to {@code most}. */
    public static void within(String name, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new InvalidSettingException(name, "a duration from %s to %s".formatted(text(least), text(most)));
        }
    }

    /** Anything at all, but something. */
    public static void notBlank(String name, String value) {
        if (value.isBlank()) {
            throw new InvalidSettingException(name, "set");
        }
    }

    private static String text(Duration duration) {
        return duration.toString().substring(2).toLowerCase(Locale.ROOT);
    }
}
