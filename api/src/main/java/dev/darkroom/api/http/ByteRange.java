package dev.darkroom.api.http;

import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which bytes of an object are asked for.
 *
 * @param first offset of the first byte
 * @param length how many
 */
record ByteRange(Kind kind, long first, long length) {

    private static final Pattern FORM = Pattern.compile("bytes=(\\d*)-(\\d*)", Pattern.CASE_INSENSITIVE);

    /** What a range comes to. */
    enum Kind {
        WHOLE,
        PART,
        /** Beyond the end. */
        OUTSIDE
    }

    /** Reads a Range header. One that is absent, has several ranges or cannot be read asks for all. */
    static ByteRange parse(@Nullable String header, long size) {
        Matcher form = FORM.matcher(header == null ? "" : header);
        if (!form.matches() || (form.group(1).isEmpty() && form.group(2).isEmpty())) {
            return new ByteRange(Kind.WHOLE, 0, size);
        }
        if (form.group(1).isEmpty()) {
            long length = Math.min(number(form.group(2)), size);
            return length == 0 ? outside() : new ByteRange(Kind.PART, size - length, length);
        }
        long first = number(form.group(1));
        long last = form.group(2).isEmpty() ? size - 1 : Math.min(number(form.group(2)), size - 1);
        return first >= size || last < first ? outside() : new ByteRange(Kind.PART, first, last - first + 1);
    }

    /** No object is longer than what a number too large comes to. */
    private static long number(String digits) {
        return new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValueExact();
    }

    /** The Content-Range header. */
    String header(long size) {
        return kind == Kind.OUTSIDE
                ? "bytes */%d".formatted(size)
                : "bytes %d-%d/%d".formatted(first, first + length - 1, size);
    }

    private static ByteRange outside() {
        return new ByteRange(Kind.OUTSIDE, 0, 0);
    }
}
