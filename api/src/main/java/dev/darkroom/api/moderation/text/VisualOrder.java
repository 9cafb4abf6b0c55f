package dev.darkroom.api.moderation.text;

import java.text.Bidi;

/**
 * The order in which a text is shown. Between U+202E and its end Latin letters run from right to left: what is written
 * backwards there is shown forwards.
 */
final class VisualOrder {

    private static final char RIGHT_TO_LEFT_OVERRIDE = '\u202E';

    private VisualOrder() {}

    static boolean isOverridden(String text) {
        return text.indexOf(RIGHT_TO_LEFT_OVERRIDE) >= 0;
    }

    /** The text from left to right, as it is shown. */
    static String of(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.lines().forEach(line -> shown.append(line(line)).append('\n'));
        return shown.toString();
    }

    private static StringBuilder line(String line) {
        StringBuilder shown = new StringBuilder(line.length());
        if (line.isEmpty()) {
            return shown;
        }
        Bidi bidi = new Bidi(line, Bidi.DIRECTION_LEFT_TO_RIGHT);
        int runs = bidi.getRunCount();
        byte[] levels = new byte[runs];
        Integer[] order = new Integer[runs];
        for (int run = 0; run < runs; run++) {
            levels[run] = (byte) bidi.getRunLevel(run);
            order[run] = run;
        }
        Bidi.reorderVisually(levels, 0, order, 0, runs);
        for (int run : order) {
            StringBuilder part = new StringBuilder(line.substring(bidi.getRunStart(run), bidi.getRunLimit(run)));
            shown.append(bidi.getRunLevel(run) % 2 == 0 ? part : part.reverse());
        }
        return shown;
    }
}
