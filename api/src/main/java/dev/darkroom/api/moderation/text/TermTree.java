package dev.darkroom.api.moderation.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Terms, letter by letter: those that begin with a word under one root, those that begin anywhere under another. */
final class TermTree {

    static final int NONE = -1;

    /** Where terms begin at the beginning of a word. */
    static final int WORDS = 0;

    /** Where terms begin that are also found inside words. */
    static final int ANYWHERE = 1;

    private int[] children = new int[1024 * Glyph.ALPHABET];
    private final Map<Long, Integer> otherChildren = new HashMap<>();
    private final List<List<Ending>> endings = new ArrayList<>();

    /** Of each node the one where in addition a word of a term of several words ends. */
    private final Map<Integer, Integer> wordEnds = new HashMap<>();

    private final BitSet areWordEnds = new BitSet();

    TermTree() {
        node();
        node();
    }

    /**
     * What is found where a term ends.
     *
     * @param open whether the word may go on
     * @param patchwork whether it counts with spaces in it, wherever they are
     * @param solid whether it counts only where it is written in one piece
     */
    record Ending(Group group, boolean open, boolean patchwork, boolean solid) {}

    /** Adds a term under a root. */
    void add(int root, Term term, Ending ending) {
        int node = root;
        for (int i = 0; i < term.length(); i++) {
            node = childOrNew(node, term.symbol(i));
            node = term.endsWord(i) ? wordEnds.computeIfAbsent(node, _ -> wordEnd()) : node;
        }
        List<Ending> there = new ArrayList<>(endings.get(node));
        there.add(ending);
        endings.set(node, List.copyOf(there));
    }

    /** The node after a symbol, or {@link #NONE}. */
    int child(int node, int symbol) {
        return Glyph.isOfAlphabet(symbol)
                ? children[node * Glyph.ALPHABET + Glyph.index(symbol)]
                : otherChildren.getOrDefault(key(node, symbol), NONE);
    }

    List<Ending> endings(int node) {
        return endings.get(node);
    }

    /** The node with the same letters where a word of a term of several words ends, or {@link #NONE}. */
    int wordEnd(int node) {
        return wordEnds.getOrDefault(node, NONE);
    }

    /** Whether a word of a term of several words ends there. */
    boolean isWordEnd(int node) {
        return areWordEnds.get(node);
    }

    private int childOrNew(int node, int symbol) {
        int child = child(node, symbol);
        if (child != NONE) {
            return child;
        }
        int made = node();
        if (Glyph.isOfAlphabet(symbol)) {
            children[node * Glyph.ALPHABET + Glyph.index(symbol)] = made;
        } else {
            otherChildren.put(key(node, symbol), made);
        }
        return made;
    }

    private int wordEnd() {
        int made = node();
        areWordEnds.set(made);
        return made;
    }

    private int node() {
        int made = endings.size();
        endings.add(List.of());
        if (endings.size() * Glyph.ALPHABET > children.length) {
            children = Arrays.copyOf(children, children.length * 2);
        }
        Arrays.fill(children, made * Glyph.ALPHABET, endings.size() * Glyph.ALPHABET, NONE);
        return made;
    }

    private static long key(int node, int symbol) {
        return ((long) node << 32) | symbol;
    }
}
