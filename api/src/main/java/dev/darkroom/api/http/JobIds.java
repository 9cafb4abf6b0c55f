package dev.darkroom.api.http;

import dev.darkroom.workflows.domain.job.JobId;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The public forms of a job's one id. Every surface renders its own and reads them all.
 *
 * @param job the id
 * @param createdAtMillis what the form says of the job's creation; null where it says nothing
 */
public record JobIds(JobId job, @Nullable Long createdAtMillis) {

    private static final String HEX = "([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})";
    private static final Pattern HYPHENATED = Pattern.compile(HEX.replace(")(", ")-("));
    private static final Pattern PREFIXED = Pattern.compile("(?:task|ig)_" + HEX);
    private static final Pattern DATED = Pattern.compile("task_(\\d{13})_" + HEX);
    private static final Pattern CROCKFORD = Pattern.compile("tsk_([0-7][0-9A-HJKMNP-TV-Z]{25})");
    private static final String CROCKFORD_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int CROCKFORD_BITS = 5;
    private static final int CROCKFORD_LENGTH = 26;
    private static final int HEX_RADIX = 16;

    /** The job of an id in any of its forms; empty where the text is none. */
    public static Optional<JobIds> parse(String text) {
        for (Pattern form : new Pattern[] {HYPHENATED, PREFIXED}) {
            Matcher matcher = form.matcher(text);
            if (matcher.matches()) {
                return Optional.of(new JobIds(uuid(matcher, 1), null));
            }
        }
        Matcher dated = DATED.matcher(text);
        if (dated.matches()) {
            return Optional.of(new JobIds(uuid(dated, 2), Long.parseLong(dated.group(1))));
        }
        Matcher crockford = CROCKFORD.matcher(text);
        return crockford.matches() ? Optional.of(new JobIds(uuid(crockford.group(1)), null)) : Optional.empty();
    }

    /** Whether a job that was created then is the one that the form names. */
    public boolean fits(Instant createdAt) {
        return createdAtMillis == null || createdAtMillis == createdAt.toEpochMilli();
    }

    /** 32 hexadecimal digits. */
    public static String hex(String jobId) {
        return jobId.replace("-", "");
    }

    /**
     * 26 digits of Crockford's base 32, in upper case.
     *
     * @param jobId hyphenated
     */
    public static String crockford(String jobId) {
        BigInteger bits = new BigInteger(hex(jobId), HEX_RADIX);
        StringBuilder text = new StringBuilder();
        for (int digit = CROCKFORD_LENGTH - 1; digit >= 0; digit--) {
            int value = bits.shiftRight(digit * CROCKFORD_BITS).intValue() & (CROCKFORD_DIGITS.length() - 1);
            text.append(CROCKFORD_DIGITS.charAt(value));
        }
        return text.toString();
    }

    private static JobId uuid(Matcher matcher, int first) {
        StringBuilder text = new StringBuilder(matcher.group(first));
        for (int group = first + 1; group < first + 5; group++) {
            text.append('-').append(matcher.group(group));
        }
        return JobId.of(text.toString());
    }

    private static JobId uuid(String crockford) {
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < crockford.length(); i++) {
            bits = bits.shiftLeft(CROCKFORD_BITS).or(BigInteger.valueOf(CROCKFORD_DIGITS.indexOf(crockford.charAt(i))));
        }
        return new JobId(new UUID(bits.shiftRight(Long.SIZE).longValue(), bits.longValue()));
    }
}
