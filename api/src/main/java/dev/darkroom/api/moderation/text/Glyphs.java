package dev.darkroom.api.moderation.text;

import com.ibm.icu.text.SpoofChecker;
import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What every character can be read as: itself, the Latin letters that look like it by the confusables table of UTS #39,
 * and the letters that digits and signs stand for in leetspeak.
 */
final class Glyphs {

    /** The first character of each word, and what it may stand for besides itself. */
    private static final String LEET =
            "0o 1il 2z 3e 4a 5s 6gb 7t 8b 9gq @a $s !il |il +t (c {c <c *aeiouy I1l l1i o0 O0";

    /** As above: what is used for its looks, and is too unlike for the table of UTS #39. */
    private static final String FAUX =
            "λl Λa Δa Σe Ξe Πn Ωo ωw φo Φo ψy Яr яr Иn иn Шw щw Щw Дad дad цu Цu чy Чy зe Зe эe Эe єe Єe лn Лn фo Фo"
                    + " бb Бb ьb Ьb ъb пn Пn жx Жx Гr ĸk ᴋk €e ¢c £el ¥y ₩w §s ©c ®r †t ∆a ∑e √v ∂d °o ×x ¡il";

    /** The names of small capitals, of letters with strokes and hooks, of letters in boxes. */
    private static final Pattern NAME = Pattern.compile("(?:LATIN (?:CAPITAL|SMALL) LETTER|LATIN LETTER SMALL CAPITAL"
            + "|REGIONAL INDICATOR SYMBOL LETTER) (?:REVERSED |TURNED |DOTLESS |OPEN )?([A-Z])(?: WITH .*)?$");

    private static final int ASCII = 0x80;

    /** Beyond are ideographs, and signs that nobody reads letters into. The emoji are before. */
    private static final int LOOKED_UP_END = 0x20000;

    private static final Set<UnicodeScript> CONTINUOUS = EnumSet.of(
            UnicodeScript.HAN,
            UnicodeScript.HIRAGANA,
            UnicodeScript.KATAKANA,
            UnicodeScript.HANGUL,
            UnicodeScript.THAI,
            UnicodeScript.LAO,
            UnicodeScript.KHMER,
            UnicodeScript.MYANMAR);

    private final Map<Integer, String> besides = table();
    private final SpoofChecker lookalikes =
            new SpoofChecker.Builder().setChecks(SpoofChecker.CONFUSABLE).build();

    /** What was looked up before; that two threads may look the same up at once does no harm. */
    private final AtomicReferenceArray<@Nullable Glyph> known = new AtomicReferenceArray<>(LOOKED_UP_END);

    Glyph of(int codePoint) {
        if (codePoint >= LOOKED_UP_END) {
            return plain(codePoint);
        }
        Glyph glyph = known.get(codePoint);
        if (glyph == null) {
            glyph = lookUp(codePoint);
            known.set(codePoint, glyph);
        }
        return glyph;
    }

    private Glyph lookUp(int c) {
        int digit = Character.digit(c, 10);
        Glyph plain = plain(c);
        Set<Integer> seen = new LinkedHashSet<>();
        if (digit >= 0) {
            seen.add('0' + digit);
        } else if (c < ASCII) {
            Stream.of(plain.symbol()).filter(Glyph::isLatin).forEach(seen::add);
        } else if (isLookedUp(c)) {
            looks(c, seen);
        }
        besides.getOrDefault(c, "").chars().forEach(seen::add);
        if (seen.isEmpty()) {
            return plain;
        }
        long readings = seen.stream().mapToLong(Glyph::bit).reduce(0, (left, right) -> left | right);
        Glyph.Kind kind = kind(c, plain);
        boolean isSign = kind == Glyph.Kind.SIGN || kind == Glyph.Kind.SPACE;
        return new Glyph(kind, isSign ? 0 : seen.iterator().next(), readings, plain.continuous());
    }

    /** Letters in boxes and flags are signs by their type, and letters to everybody. */
    private static Glyph.Kind kind(int c, Glyph plain) {
        if (Character.digit(c, 10) >= 0) {
            return Glyph.Kind.DIGIT;
        }
        return plain.separates() && named(c).find() ? Glyph.Kind.LETTER : plain.kind();
    }

    private static Matcher named(int c) {
        return NAME.matcher(String.valueOf(Character.getName(c)));
    }

    private static Map<Integer, String> table() {
        Map<Integer, String> table = new HashMap<>();
        for (String word : (LEET + " " + FAUX).split(" ")) {
            table.put(word.codePointAt(0), word.substring(1));
        }
        return table;
    }

    private static boolean isLookedUp(int c) {
        return Character.isDefined(c)
                && !Character.isIdeographic(c)
                && UnicodeScript.of(c) != UnicodeScript.HANGUL
                && Character.getType(c) != Character.SURROGATE
                && Character.getType(c) != Character.PRIVATE_USE;
    }

    /** What a letter looks like, and what its small and its capital form do: Н is an H, н nothing that Latin has. */
    private void looks(int c, Set<Integer> found) {
        IntStream.of(c, Character.toLowerCase(c), Character.toUpperCase(c))
                .distinct()
                .forEach(form -> {
                    addByName(form, found);
                    look(withoutMarks(lookalikes.getSkeleton(Character.toString(form))), found);
                });
    }

    /**
     * What the table says.
     *
     * @param prototype what stands for all that looks alike: rn for m, and l for I, l and 1
     */
    private static void look(String prototype, Set<Integer> found) {
        if (prototype.equals("rn")) {
            found.add((int) 'm');
        } else if (prototype.equals("l")) {
            found.addAll(List.of((int) 'l', (int) 'i'));
        } else if (prototype.codePointCount(0, prototype.length()) == 1) {
            int c = Character.toLowerCase(prototype.codePointAt(0));
            if (Glyph.isOfAlphabet(c)) {
                found.add(c);
            }
            addByName(c, found);
        }
    }

    private static void addByName(int c, Set<Integer> found) {
        Matcher name = named(c);
        if (c >= ASCII && name.find()) {
            found.add(Character.toLowerCase((int) name.group(1).charAt(0)));
        }
    }

    private static String withoutMarks(String text) {
        StringBuilder bare = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFKD)
                .codePoints()
                .filter(c -> Character.getType(c) != Character.NON_SPACING_MARK)
                .forEach(bare::appendCodePoint);
        return bare.toString();
    }

    private static Glyph plain(int c) {
        if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
            return Glyph.SPACE;
        }
        return Character.isLetterOrDigit(c)
                ? Glyph.letter(Character.toLowerCase(c), CONTINUOUS.contains(UnicodeScript.of(c)))
                : Glyph.SIGN;
    }
}
