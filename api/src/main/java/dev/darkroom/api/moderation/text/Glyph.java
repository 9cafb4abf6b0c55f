package dev.darkroom.api.moderation.text;

/**
 * A character as the search sees it.
 *
 * @param symbol what a term that is written with it asks for: a small Latin letter, a digit, or the code point of a
 *     letter that looks like neither; 0 where it is no letter
 * @param readings the Latin letters and digits that a reader may take it for, a bit each; for a sign they are a
 *     possibility beside being a sign
 * @param continuous whether its script writes words without spaces between them
 */
record Glyph(Kind kind, int symbol, long readings, boolean continuous) {

    private static final int LETTERS = 26;

    /** What it is in the text, whatever it may be read as. */
    enum Kind {
        LETTER,
        DIGIT,
        SIGN,
        SPACE
    }

    static final Glyph SPACE = new Glyph(Kind.SPACE, 0, 0, false);
    static final Glyph SIGN = new Glyph(Kind.SIGN, 0, 0, false);

    /** How many bits there are. */
    static final int ALPHABET = LETTERS + 10;

    /** A letter that looks like no Latin one. */
    static Glyph letter(int codePoint, boolean continuous) {
        return new Glyph(Kind.LETTER, codePoint, 0, continuous);
    }

    static boolean isLatin(int symbol) {
        return symbol >= 'a' && symbol <= 'z';
    }

    static boolean isDigit(int symbol) {
        return symbol >= '0' && symbol <= '9';
    }

    static boolean isOfAlphabet(int symbol) {
        return isLatin(symbol) || isDigit(symbol);
    }

    /** The place of a small Latin letter or a digit among the bits. */
    static int index(int symbol) {
        return isDigit(symbol) ? LETTERS + symbol - '0' : symbol - 'a';
    }

    /** The symbol at a place among the bits. */
    static int symbol(int index) {
        return index < LETTERS ? 'a' + index : '0' + index - LETTERS;
    }

    static long bit(int symbol) {
        return 1L << index(symbol);
    }

    /** Whether words can be apart here. */
    boolean separates() {
        return kind == Kind.SIGN || kind == Kind.SPACE;
    }

    /** Whether it is a letter that can be read as nothing but itself. */
    boolean isItself() {
        return readings == 0 && symbol != 0;
    }

    /** Whether it says nothing but that words are apart. */
    boolean isBlank() {
        return separates() && readings == 0;
    }
}
