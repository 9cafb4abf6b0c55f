package dev.darkroom.api.moderation.text;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Terms in groups, all of which are looked for at once. */
public final class Terms {

    /** So long a term is no accident inside a longer word. */
    private static final int FOUND_ANYWHERE = 12;

    /** So long a term is no accident across the spaces between other words. */
    private static final int FOUND_ACROSS_SPACES = 6;

    private final TermTree tree = new TermTree();

    /** Adds a term to a group. */
    public void add(Term term, Group group) {
        boolean patchwork = term.length() >= FOUND_ACROSS_SPACES && !term.whole();
        TermTree.Ending asWritten = new TermTree.Ending(group, term.openEnd(), patchwork, false);
        tree.add(TermTree.WORDS, term, asWritten);
        if (term.openStart()) {
            tree.add(TermTree.ANYWHERE, term, asWritten);
        }
        if (term.length() >= FOUND_ANYWHERE && term.isBetweenLetters()) {
            TermTree.Ending insideWord = new TermTree.Ending(group, true, patchwork, true);
            tree.add(TermTree.WORDS, term, insideWord);
            tree.add(TermTree.ANYWHERE, term, insideWord);
        }
    }

    /**
     * The groups of which the texts hold a term, also one that one text begins and another ends.
     *
     * @param texts in any order: who reads them together may do so in another
     */
    public Set<Group> groupsIn(List<FoldedText> texts) {
        Set<Group> groups = new HashSet<>();
        States begun = new States();
        for (FoldedText text : texts) {
            new TermSearch(tree, text).all(begun).addTo(groups, text.length());
        }
        if (texts.size() > 1) {
            for (FoldedText text : texts) {
                new TermSearch(tree, text).ends(begun).addTo(groups, text.length());
            }
        }
        return groups;
    }
}
