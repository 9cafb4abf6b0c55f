package dev.darkroom.api.moderation;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;

/**
 * A term in disguise.
 *
 * @param term what is hidden
 * @param frame the text around it, with {@code %s} in its place
 * @param random what is left to chance
 */
record Disguise(String term, String frame, Random random) {

    /** Pairs of a letter and what takes its place. */
    static final String CYRILLIC = "aаcсeеiіjјoоpрsѕxхyуhһkкAАBВCСEЕHНIІKКMМOОPРTТXХ";

    static final String GREEK = "aαiιoοpρvνuυxχnηkκAΑBΒEΕHΗIΙKΚMΜNΝOΟPΡTΤXΧYΥZΖ";
    static final String LEET = "a4e3i1o0s5t7a@i!s$b8g9l1E3A4O0S5T7";

    private static final String INVISIBLE = "\u200B\u200C\u200D\u00AD\u2060\uFEFF\u200E\u061C\u180E\uFE0F\u034F";
    private static final String ACCENTS = "\u0300\u0301\u0302\u0308\u0327\u0336";
    private static final String PUNCTUATION = "-._~/:'*^,·";
    private static final int FULL_WIDTH = 'Ａ' - 'A';
    private static final int PADDING = 20_000;

    /** Each letter that has a stand-in gets one of its stand-ins. */
    List<String> letters(String standIns) {
        return framed(each(c -> {
            int offset = random.nextInt(standIns.length() / 2);
            for (int i = 0; i < standIns.length() / 2; i++) {
                int at = (offset + i) % (standIns.length() / 2) * 2;
                if (standIns.charAt(at) == c) {
                    return standIns.substring(at + 1, at + 2);
                }
            }
            return Character.toString(c);
        }));
    }

    List<String> fullWidth() {
        return framed(each(c -> isAsciiLetterOrDigit(c) ? Character.toString(c + FULL_WIDTH) : Character.toString(c)));
    }

    /** Script, fraktur, double-struck: one alphabet after another from U+1D400 on. */
    List<String> mathematical() {
        int alphabet = 0x1D400 + 52 * List.of(0, 2, 8, 12).get(random.nextInt(4));
        return framed(each(c -> {
            if (!isAsciiLetterOrDigit(c) || Character.isDigit(c)) {
                return Character.toString(c);
            }
            return Character.toString(alphabet + (c >= 'a' ? 26 + c - 'a' : c - 'A'));
        }));
    }

    List<String> invisible() {
        return framed(each(c -> Character.toString(c) + INVISIBLE.charAt(random.nextInt(INVISIBLE.length()))));
    }

    List<String> between(String separator) {
        StringBuilder hidden = new StringBuilder();
        for (String word : term.split("\\s+")) {
            hidden.append(String.join(separator, word.split(""))).append("  ");
        }
        return framed(hidden.toString().strip());
    }

    /** A sign in the middle of each word that has one. */
    List<String> punctuated() {
        StringBuilder hidden = new StringBuilder();
        for (String word : term.split("\\s+")) {
            int middle = word.length() / 2;
            hidden.append(word, 0, middle)
                    .append(word.length() > 2 ? PUNCTUATION.charAt(random.nextInt(PUNCTUATION.length())) : "")
                    .append(word, middle, word.length())
                    .append(' ');
        }
        return framed(hidden.toString().strip());
    }

    /** Written backwards, and shown forwards. */
    List<String> overridden() {
        return framed("\u202E" + new StringBuilder(term).reverse() + "\u202C");
    }

    List<String> accented() {
        return framed(each(c -> Character.toString(c) + ACCENTS.charAt(random.nextInt(ACCENTS.length()))));
    }

    List<String> flooded() {
        return framed(each(c -> Character.toString(c) + ACCENTS.repeat(1 + random.nextInt(5))));
    }

    List<String> shouted() {
        return framed(each(c -> Character.toString(random.nextInt(4) > 0 ? Character.toUpperCase(c) : c)));
    }

    /** One letter, many times. */
    List<String> drawnOut() {
        int at = random.nextInt(term.length());
        return Character.isLetter(term.charAt(at))
                ? framed(term.substring(0, at) + term.substring(at, at + 1).repeat(4) + term.substring(at + 1))
                : drawnOut();
    }

    List<String> padded() {
        String filler = "a quiet lake, reeds, mist; ";
        String text = filler.repeat(1 + PADDING / filler.length());
        int at = filler.length() * random.nextInt(PADDING / filler.length());
        return List.of(text.substring(0, at) + term.toLowerCase(Locale.ROOT) + ", " + text.substring(at));
    }

    /** The first half in one field and the second in another, in either order, with a third between them. */
    List<String> split() {
        int at = 1 + random.nextInt(term.length() - 1);
        String first = "a picture of " + term.substring(0, at);
        String second = term.substring(at) + " and more";
        return random.nextBoolean() ? List.of(first, "blurry", second) : List.of(second, "blurry", first);
    }

    private String each(IntFunction<String> change) {
        StringBuilder changed = new StringBuilder();
        term.codePoints().forEach(c -> changed.append(change.apply(c)));
        return changed.toString();
    }

    private List<String> framed(String hidden) {
        return List.of(frame.replace("%s", hidden));
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return c < 0x80 && Character.isLetterOrDigit(c);
    }
}
