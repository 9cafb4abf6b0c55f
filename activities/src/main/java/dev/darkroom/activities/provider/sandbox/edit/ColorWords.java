package dev.darkroom.activities.provider.sandbox.edit;

import java.awt.Color;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The colours that a prompt can name. */
final class ColorWords {

    private static final Map<String, Color> COLORS = Map.ofEntries(
            Map.entry("red", new Color(0xE02B2B)),
            Map.entry("reddish", new Color(0xE02B2B)),
            Map.entry("orange", new Color(0xF08A24)),
            Map.entry("yellow", new Color(0xF5D327)),
            Map.entry("gold", new Color(0xD9A520)),
            Map.entry("golden", new Color(0xD9A520)),
            Map.entry("green", new Color(0x2E9E4F)),
            Map.entry("greenish", new Color(0x2E9E4F)),
            Map.entry("teal", new Color(0x1F9AA0)),
            Map.entry("turquoise", new Color(0x2BBBB5)),
            Map.entry("cyan", new Color(0x22B8D6)),
            Map.entry("blue", new Color(0x2B5FE0)),
            Map.entry("bluish", new Color(0x2B5FE0)),
            Map.entry("purple", new Color(0x8A3FC8)),
            Map.entry("violet", new Color(0x8A3FC8)),
            Map.entry("pink", new Color(0xF06BA8)),
            Map.entry("magenta", new Color(0xD936B0)),
            Map.entry("brown", new Color(0x8A5A34)));
    private static final Map<String, Color> PLAIN = Map.of(
            "white", Color.WHITE, "black", Color.BLACK, "gray", new Color(0x808080), "grey", new Color(0x808080));

    /** One colour that can tint a picture, as a regular expression without groups. */
    static final String TINTS =
            String.join("|", COLORS.keySet().stream().sorted().toList());

    /** One colour, as a regular expression without groups. */
    static final String ALL = TINTS + "|white|black|gray|grey";

    private static final Pattern ANY = Pattern.compile("\\b(?:" + ALL + ")\\b", Pattern.CASE_INSENSITIVE);

    private ColorWords() {}

    /** The first colour that is named; null where none is. */
    static @Nullable Color first(String words) {
        Matcher matcher = ANY.matcher(words);
        if (!matcher.find()) {
            return null;
        }
        String name = matcher.group().toLowerCase(Locale.ROOT);
        Color color = COLORS.get(name);
        return color == null ? PLAIN.get(name) : color;
    }
}
