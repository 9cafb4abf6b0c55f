package dev.darkroom.api.moderation.text;

import java.util.Arrays;

/** A text as the search sees it: glyphs, and where words may begin and end. */
public final class FoldedText {

    private static final byte EDGE = 1;
    private static final byte REPEAT = 2;
    private static final byte POSSESSIVE = 4;

    private final Glyph[] glyphs;
    private final byte[] flags;

    private FoldedText(Glyph[] glyphs, byte[] flags) {
        this.glyphs = glyphs;
        this.flags = flags;
    }

    int length() {
        return glyphs.length;
    }

    Glyph at(int i) {
        return glyphs[i];
    }

    /** Whether the letter only draws out the one before it: no language writes three alike in a row. */
    boolean isRepeat(int i) {
        return (flags[i] & REPEAT) != 0;
    }

    /** Whether a word may begin at a place, if it begins with a letter or with a digit. */
    boolean mayBegin(int i, boolean withDigit) {
        return i == 0 || ((flags[i] & POSSESSIVE) == 0 && isEdge(i, glyphs[i - 1], glyphs[i], withDigit));
    }

    /** Whether a word may end at a place, if it ends with a letter or with a digit. */
    boolean mayEnd(int i, boolean withDigit) {
        int after = i + 1;
        while (after < glyphs.length && isRepeat(after)) {
            after++;
        }
        return after == glyphs.length || isEdge(after, glyphs[after], glyphs[i], withDigit);
    }

    /** A number beside letters is no part of their word, unless a digit is read as a letter, or a letter as a digit. */
    private boolean isEdge(int at, Glyph outside, Glyph inside, boolean withDigit) {
        boolean otherKind = (outside.kind() == Glyph.Kind.DIGIT) != withDigit && outside.kind() != inside.kind();
        return outside.separates()
                || otherKind
                || (flags[at] & EDGE) != 0
                || outside.continuous()
                || inside.continuous();
    }

    /** The letter that a glyph and the one after it look like together, or 0. */
    int pair(int i) {
        int first = glyphs[i].symbol();
        if ((first != 'r' && first != 'v') || i + 1 == glyphs.length) {
            return 0;
        }
        int second = glyphs[i + 1].symbol();
        if (first == 'r') {
            return second == 'n' ? 'm' : 0;
        }
        return second == 'v' ? 'w' : 0;
    }

    /** Puts a text together, glyph by glyph. */
    static final class Builder {

        /** More signs in a row than that are no letters in disguise, however much they look like it. */
        private static final int SIGNS_MAX = 4;

        private Glyph[] glyphs;
        private byte[] flags;
        private int length;
        private int signs;
        private boolean afterStar;

        /**
         * @param capacity how many glyphs there may be, at a guess
         */
        Builder(int capacity) {
            glyphs = new Glyph[Math.max(capacity, 1)];
            flags = new byte[glyphs.length];
        }

        /** There is something between the last glyph and the next that cannot be seen. */
        void edge() {
            room();
            flags[length] |= EDGE;
        }

        /** An apostrophe: the s of "dog's" begins no word. */
        void apostrophe() {
            boolean afterLetter = length > 0 && glyphs[length - 1].kind() == Glyph.Kind.LETTER;
            add(Glyph.SIGN);
            if (afterLetter) {
                room();
                flags[length] |= POSSESSIVE;
            }
        }

        /** A star: within a word it takes the place of a letter, elsewhere it is a sign like others. */
        void star(Glyph star) {
            boolean within = length > 0 && !glyphs[length - 1].separates();
            add(within ? star : Glyph.SIGN);
            afterStar = within;
        }

        void add(Glyph glyph) {
            settleStar(!glyph.separates());
            signs = glyph.kind() == Glyph.Kind.SIGN ? signs + 1 : 0;
            if (signs > SIGNS_MAX) {
                length -= signs == SIGNS_MAX + 1 ? tail() : 1;
                append(Glyph.SIGN);
            } else if (!glyph.isBlank() || length == 0 || !glyphs[length - 1].isBlank()) {
                append(glyph);
            } else if (glyph.kind() == Glyph.Kind.SPACE) {
                glyphs[length - 1] = glyph;
            }
        }

        FoldedText build() {
            settleStar(false);
            markRepeats();
            markPossessives();
            return new FoldedText(Arrays.copyOf(glyphs, length), Arrays.copyOf(flags, length));
        }

        private void settleStar(boolean withinWord) {
            if (afterStar && !withinWord) {
                glyphs[length - 1] = Glyph.SIGN;
            }
            afterStar = false;
        }

        /** How many glyphs at the end are signs. */
        private int tail() {
            int from = length;
            while (from > 0 && glyphs[from - 1].kind() == Glyph.Kind.SIGN) {
                from--;
            }
            return length - from;
        }

        private void append(Glyph glyph) {
            room();
            glyphs[length] = glyph;
            length++;
        }

        private void room() {
            if (length == glyphs.length) {
                glyphs = Arrays.copyOf(glyphs, length * 2);
                flags = Arrays.copyOf(flags, length * 2);
            }
        }

        private void markRepeats() {
            int begin = 0;
            for (int end = 1; end <= length; end++) {
                if (end == length || !isSameLetter(begin, end)) {
                    for (int i = begin + 1; end - begin > 2 && i < end; i++) {
                        flags[i] |= REPEAT;
                    }
                    begin = end;
                }
            }
        }

        private boolean isSameLetter(int i, int j) {
            return glyphs[i].kind() == Glyph.Kind.LETTER && glyphs[i].symbol() == glyphs[j].symbol();
        }

        private void markPossessives() {
            for (int i = 0; i < length; i++) {
                boolean endsWord = i + 1 == length || glyphs[i + 1].separates();
                if (glyphs[i].symbol() != 's' || !endsWord) {
                    flags[i] &= ~POSSESSIVE;
                }
            }
        }
    }
}
