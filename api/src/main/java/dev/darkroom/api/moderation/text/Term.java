package dev.darkroom.api.moderation.text;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A word or several that are looked for, in the letters that the search compares.
 *
 * @param symbols its letters and digits, without what is between them
 * @param wordEnds the places of the last letters of its words
 * @param openStart whether it is found at the end of longer words
 * @param openEnd whether it is found at the beginning of longer words
 * @param whole whether its words are looked for whole, however long it is: not with spaces inside of them
 */
public record Term(List<Integer> symbols, Set<Integer> wordEnds, boolean openStart, boolean openEnd, boolean whole) {

    private static final String OPEN = "*";
    private static final String WHOLE = "=";

    public Term {
        symbols = List.copyOf(symbols);
        wordEnds = Set.copyOf(wordEnds);
    }

    /**
     * Reads a term.
     *
     * @param text its words; an equals sign before them keeps them whole, a star at the beginning or the end lets
     *     longer words count
     */
    public static Term of(String text, Folding folding) {
        boolean whole = text.startsWith(WHOLE);
        String words = text.substring(whole ? 1 : 0);
        boolean openStart = words.startsWith(OPEN);
        boolean openEnd = words.endsWith(OPEN);
        FoldedText folded = folding.fold(words.replace(OPEN, ""));
        List<Integer> symbols = new ArrayList<>();
        Set<Integer> wordEnds = new HashSet<>();
        for (int i = 0; i < folded.length(); i++) {
            Glyph glyph = folded.at(i);
            if (!glyph.separates()) {
                symbols.add(glyph.symbol());
            } else if (!symbols.isEmpty()) {
                wordEnds.add(symbols.size() - 1);
            }
        }
        return new Term(symbols, wordEnds, openStart, openEnd, whole);
    }

    int length() {
        return symbols.size();
    }

    /** Whether it neither begins nor ends with a digit, which would make it part of another number. */
    boolean isBetweenLetters() {
        return !Glyph.isDigit(symbols.getFirst()) && !Glyph.isDigit(symbols.getLast());
    }

    int symbol(int i) {
        return symbols.get(i);
    }

    boolean endsWord(int i) {
        return wordEnds.contains(i);
    }
}
