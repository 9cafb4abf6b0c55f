package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.upstream.Work.Size;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what requests ask for. A value that is no value of its field is a {@link BadFieldException}. */
final class Inputs {

    static final int SIDE = 1024;

    private static final int SIDE_MAX = 4096;
    private static final int STEP = 16;
    private static final Pattern SIDES = Pattern.compile("(\\d{2,4})x(\\d{2,4})");
    private static final Pattern RATIO = Pattern.compile("([1-9]\\d?):([1-9]\\d?)");

    private Inputs() {}

    /** A text that has to be there. */
    static String text(JsonValue from, String name) {
        if (!(from.field(name) instanceof JsonValue.Str(String text))) {
            throw new BadFieldException(name, "is required");
        }
        return text;
    }

    /** A text that need not be there. */
    static String text(JsonValue from, String name, String otherwise) {
        return from.field(name) instanceof JsonValue.Null ? otherwise : text(from, name);
    }

    /** A number from 1. */
    static int number(JsonValue from, String name, int otherwise, int most) {
        return switch (from.field(name)) {
            case JsonValue.Num number
            when number.isInteger()
                    && number.value().signum() > 0
                    && number.value().intValue() <= most -> number.value().intValue();
            case JsonValue.Null _ -> otherwise;
            default -> throw new BadFieldException(name, "must be a number from 1 to " + most);
        };
    }

    /** The seed, or one that is the same for the same prompt. */
    static long seed(JsonValue from, String prompt) {
        return from.field("seed") instanceof JsonValue.Num seed ? seed.value().longValue() : prompt.hashCode();
    }

    /** {@code 1536x1024}. */
    static Size size(String field, String sides) {
        Matcher parts = SIDES.matcher(sides);
        if (!parts.matches()) {
            throw new BadFieldException(field, "must be like 1536x1024");
        }
        return new Size(side(Integer.parseInt(parts.group(1))), side(Integer.parseInt(parts.group(2))));
    }

    /** {@code width} and {@code height}. */
    static Size size(JsonValue from) {
        return new Size(number(from, "width", SIDE, SIDE_MAX), number(from, "height", SIDE, SIDE_MAX));
    }

    /** {@code aspect_ratio}, or where there is none or {@code custom}, {@code width} and {@code height}. */
    static Size shape(JsonValue from) {
        String ratio = text(from, "aspect_ratio", "custom");
        return ratio.equals("custom") ? size(from) : size("aspect_ratio", ratio, SIDE);
    }

    /**
     * As many pixels as a square has, in another shape.
     *
     * @param ratio like 16:9
     */
    static Size size(String field, String ratio, int side) {
        Matcher parts = RATIO.matcher(ratio);
        if (!parts.matches()) {
            throw new BadFieldException(field, "must be like 16:9");
        }
        double shape = Math.sqrt(Double.parseDouble(parts.group(1)) / Integer.parseInt(parts.group(2)));
        return new Size(step(side * shape), step(side / shape));
    }

    private static int side(int pixels) {
        return Math.clamp(pixels, 1, SIDE_MAX);
    }

    private static int step(double pixels) {
        return Math.clamp(Math.round(pixels / STEP) * STEP, STEP, SIDE_MAX);
    }
}
