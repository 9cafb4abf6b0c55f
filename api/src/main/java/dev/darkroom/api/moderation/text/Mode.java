package dev.darkroom.api.moderation.text;

/** What was between the letters of a term so far, as a number of few bits. */
final class Mode {

    static final int BITS = 7;

    /** Nothing was yet. */
    static final int NONE = 0;

    /** Two letters stood side by side. */
    private static final int JOINED = 1;

    /** A space was between two letters of one word. */
    private static final int SPACED = 2;

    /** There was a space since the last letter. */
    private static final int AFTER_SPACE = 4;

    /** There was anything at all between two letters. */
    private static final int BROKEN = 8;

    /** One glyph since the last letter that is none; such numbers add up. */
    private static final int GAP = 16;

    private static final int GLYPHS_IN_GAP_MAX = 4;
    private static final int PATCHWORK = JOINED | SPACED;
    private static final int LASTING = PATCHWORK | BROKEN;

    private Mode() {}

    /** After a glyph that is no letter of the term; negative where these are too many. */
    static int after(int mode, Glyph.Kind kind) {
        int longer = (mode + GAP) | (kind == Glyph.Kind.SPACE ? AFTER_SPACE : 0);
        return longer / GAP > GLYPHS_IN_GAP_MAX ? -1 : longer;
    }

    /** At the end of a text, which is as good as a sign. */
    static int atEnd(int mode) {
        return (mode & (LASTING | AFTER_SPACE)) | GAP;
    }

    /**
     * After another letter of the term.
     *
     * @param betweenWords whether the letter before was the last of a word of the term
     */
    static int atLetter(int mode, boolean betweenWords) {
        if (mode < GAP) {
            return mode | JOINED;
        }
        return (mode & LASTING) | BROKEN | ((mode & AFTER_SPACE) != 0 && !betweenWords ? SPACED : 0);
    }

    /** Whether it is split into pieces with spaces between them, other than letter by letter. */
    static boolean isPatchwork(int mode) {
        return (mode & PATCHWORK) == PATCHWORK;
    }

    /** Whether it is written in one piece. */
    static boolean isSolid(int mode) {
        return (mode & BROKEN) == 0;
    }
}
