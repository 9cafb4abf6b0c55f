package dev.darkroom.api.moderation.text;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import java.text.Normalizer;
import java.util.List;

/** Makes texts comparable: compatibility forms resolved, marks and invisible characters gone, look-alikes known. */
public final class Folding {

    private static final int ASCII = 0x80;
    private static final int ZERO_WIDTH_SPACE = 0x200B;

    /** Whole sentences in one character: decomposed, a text of them would be eighteen times as long. */
    private static final String SENTENCES = "\uFDFA\uFDFB";

    /** Invisible characters within words: soft hyphen, joiners and the mark of a file's byte order. */
    private static final String WITHIN_WORDS = "\u00AD\u200C\u200D\u2060\uFEFF";

    private final Glyphs glyphs = new Glyphs();

    /**
     * The text as it is written, and also as it is shown where it overrides the direction of writing.
     *
     * @return one or two texts to be searched
     */
    public List<FoldedText> readings(String text) {
        FoldedText written = fold(text);
        return VisualOrder.isOverridden(text) ? List.of(written, fold(VisualOrder.of(text))) : List.of(written);
    }

    /** Folds a text, in time that grows with its length and nothing else. */
    FoldedText fold(String text) {
        // Marks go first: a flood of them would be sorted by the decomposition, in time that grows with its square.
        String plain = text.chars().allMatch(c -> c < ASCII)
                ? text
                : visible(Normalizer.normalize(visible(text), Normalizer.Form.NFKD));
        FoldedText.Builder folded = new FoldedText.Builder(plain.length());
        for (int i = 0; i < plain.length(); ) {
            int c = plain.codePointAt(i);
            append(c, folded);
            i += Character.charCount(c);
        }
        return folded.build();
    }

    private void append(int c, FoldedText.Builder folded) {
        switch (c) {
            case ZERO_WIDTH_SPACE -> folded.edge();
            case '*' -> folded.star(glyphs.of(c));
            case '\'', '’', 'ʼ', '`', '´' -> folded.apostrophe();
            case 'æ', 'Æ' -> both('a', 'e', folded);
            case 'œ', 'Œ' -> both('o', 'e', folded);
            case 'ß', 'ẞ' -> both('s', 's', folded);
            default -> {
                if (c >= ' ' || Character.isWhitespace(c)) {
                    folded.add(glyphs.of(c));
                }
            }
        }
    }

    private void both(int first, int second, FoldedText.Builder folded) {
        folded.add(glyphs.of(first));
        folded.add(glyphs.of(second));
    }

    /** Without marks and without what cannot be seen; where words may part unseen there is a zero-width space. */
    private static String visible(String text) {
        StringBuilder visible = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            if (SENTENCES.indexOf(c) >= 0) {
                visible.append(' ');
            } else if (!isHidden(c)) {
                visible.appendCodePoint(c);
            } else if (Character.getType(c) == Character.FORMAT && WITHIN_WORDS.indexOf(c) < 0) {
                visible.appendCodePoint(ZERO_WIDTH_SPACE);
            }
            i += Character.charCount(c);
        }
        return visible.toString();
    }

    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT, Character.UNASSIGNED -> true;
            case Character.CONTROL -> !Character.isWhitespace(c);
            default -> c >= ASCII && UCharacter.hasBinaryProperty(c, UProperty.DEFAULT_IGNORABLE_CODE_POINT);
        };
    }
}
