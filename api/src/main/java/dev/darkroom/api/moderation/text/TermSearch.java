package dev.darkroom.api.moderation.text;

/**
 * One walk over one text with every term that may be under way at once. A glyph is looked at once for each of its
 * readings and each such term, and never again: no text makes the walk go back.
 */
final class TermSearch {

    private final TermTree tree;
    private final FoldedText text;
    private final Hits hits = new Hits();
    private States now = new States();
    private States next = new States();
    private States afterNext = new States();
    private int here;

    TermSearch(TermTree tree, FoldedText text) {
        this.tree = tree;
        this.text = text;
    }

    /**
     * Finds terms.
     *
     * @param begun what other texts began; what this one begins and does not end is added
     */
    Hits all(States begun) {
        takeOver(begun);
        for (here = 0; here < text.length(); here++) {
            goOn();
            begin();
            advance();
        }
        handOver(begun);
        return hits;
    }

    /** Finds the ends of what other texts began, and nothing else. */
    Hits ends(States begun) {
        takeOver(begun);
        for (here = 0; here < text.length() && now.size() + next.size() > 0; here++) {
            goOn();
            advance();
        }
        return hits;
    }

    private void takeOver(States begun) {
        for (int i = 0; i < begun.size(); i++) {
            now.add(begun.node(i), begun.mode(i), States.EARLIER);
        }
    }

    private void handOver(States begun) {
        for (int i = 0; i < now.size(); i++) {
            begun.add(now.node(i), Mode.atEnd(now.mode(i)), States.EARLIER);
        }
    }

    private void begin() {
        Glyph glyph = text.at(here);
        for (long left = glyph.readings(); left != 0; left &= left - 1) {
            begin(Glyph.symbol(Long.numberOfTrailingZeros(left)), here);
        }
        if (glyph.isItself()) {
            begin(glyph.symbol(), here);
        }
        if (text.pair(here) != 0) {
            begin(text.pair(here), here + 1);
        }
    }

    private void begin(int symbol, int last) {
        int root = text.mayBegin(here, Glyph.isDigit(symbol)) ? TermTree.WORDS : TermTree.ANYWHERE;
        arrive(tree.child(root, symbol), symbol, Mode.NONE, here, last);
    }

    /** Takes every term that is under way past one glyph: as a gap in it, or as its next letter. */
    private void goOn() {
        Glyph glyph = text.at(here);
        for (int each = 0; each < now.size(); each++) {
            pass(glyph, each);
            for (long left = glyph.readings(); left != 0; left &= left - 1) {
                goOn(each, Glyph.symbol(Long.numberOfTrailingZeros(left)), here);
            }
            if (glyph.isItself()) {
                goOn(each, glyph.symbol(), here);
            }
            if (text.pair(here) != 0) {
                goOn(each, text.pair(here), here + 1);
            }
        }
    }

    private void pass(Glyph glyph, int each) {
        int mode = glyph.separates() ? Mode.after(now.mode(each), glyph.kind()) : now.mode(each);
        if (mode >= 0 && (glyph.separates() || text.isRepeat(here))) {
            next.add(now.node(each), mode, now.start(each));
        }
    }

    private void goOn(int each, int symbol, int last) {
        int node = now.node(each);
        int mode = Mode.atLetter(now.mode(each), tree.isWordEnd(node));
        arrive(tree.child(node, symbol), symbol, mode, now.start(each), last);
    }

    /** Terms have come to a node; their last letter is this glyph, or this one and its neighbour. */
    private void arrive(int node, int symbol, int mode, int start, int last) {
        for (int each = node; each != TermTree.NONE; each = tree.wordEnd(each)) {
            arriveAt(each, symbol, mode, start, last);
        }
    }

    private void arriveAt(int node, int symbol, int mode, int start, int last) {
        (last > here ? afterNext : next).add(node, mode, start);
        for (TermTree.Ending ending : tree.endings(node)) {
            boolean counts = (ending.patchwork() || !Mode.isPatchwork(mode)) && (!ending.solid() || Mode.isSolid(mode));
            if (counts && (ending.open() || text.mayEnd(last, Glyph.isDigit(symbol)))) {
                hits.add(ending.group(), start, last);
            }
        }
    }

    private void advance() {
        States done = now;
        now = next;
        next = afterNext;
        afterNext = done;
        afterNext.clear();
    }
}
