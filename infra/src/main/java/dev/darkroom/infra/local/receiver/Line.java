package dev.darkroom.infra.local.receiver;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/** A delivery on a terminal. */
final class Line {

    private static final int BODY_MAX = 300;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");

    private static final DateTimeFormatter DATE_TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    // The year 5138: what is later is no time of an attempt.
    private static final long SECONDS_MAX = 99_999_999_999L;

    private Line() {}

    /**
     * One line, and with the body another.
     *
     * @param zone in which the time is told
     */
    static String of(Delivery delivery, boolean body, ZoneId zone) {
        List<String> words = new ArrayList<>();
        words.add(TIME.format(delivery.at().atZone(zone)));
        words.add(
                delivery.isVerified()
                        ? "verified"
                        : "NOT VERIFIED (%s)".formatted(delivery.verdict().words()));
        Content content = delivery.content();
        words.add(content.event().isEmpty() ? "(no event)" : content.event());
        named(words, "task", content.task());
        named(words, "id", delivery.signature().id());
        named(words, "signed", signed(delivery.signature(), zone));
        if (delivery.isRepeat()) {
            words.add("again, arrival %d of this id".formatted(delivery.arrival()));
        }
        String line = printable(String.join("  ", words));
        return body ? "%s%n          %s".formatted(line, printable(Content.cut(content.text(), BODY_MAX))) : line;
    }

    /** Without what a terminal would obey, or a reader not see. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().forEach(c -> printable.appendCodePoint(isPrintable(c) ? c : ' '));
        return printable.toString();
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            default -> true;
        };
    }

    /** The time that the attempt's headers tell; as it came where it is none. */
    private static String signed(Signature signature, ZoneId zone) {
        Long seconds = signature.seconds();
        return seconds == null || Math.abs(seconds) > SECONDS_MAX
                ? signature.timestamp()
                : DATE_TIME.format(Instant.ofEpochSecond(seconds).atZone(zone));
    }

    private static void named(List<String> words, String name, String value) {
        if (!value.isEmpty()) {
            words.add(name + " " + Content.cut(value, BODY_MAX));
        }
    }
}
