package dev.darkroom.activities.check.rule;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much time things have before a rule looks at them.
 *
 * @param atRest nothing is under way any more, so nothing has time any more
 * @param jobTime how long a job may take from its submit to its end
 */
public record Waiver(boolean atRest, Duration jobTime) {

    private static final Pattern BEFORE = Pattern.compile("\\{before:(\\d+)}");
    private static final String JOB_TIME = "{jobTime}";

    /** Puts moments into a statement. */
    String apply(String sql, String now) {
        String timed = sql.replace(JOB_TIME, "{before:%d}".formatted(jobTime.toSeconds()));
        return BEFORE.matcher(timed)
                .replaceAll(
                        found -> Matcher.quoteReplacement("(%s - INTERVAL %s SECOND)".formatted(now, found.group(1))))
                .replace("{at_rest}", atRest ? "TRUE" : "FALSE");
    }
}
