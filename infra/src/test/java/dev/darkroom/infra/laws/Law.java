package dev.darkroom.infra.laws;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;

/**
 * One law of the design.
 *
 * @param number its number there
 * @param words what it says
 * @param breaches what breaks it in a tree, a line each; empty where the tree keeps it
 */
record Law(int number, String words, Function<Tree, List<String>> breaches) {

    /** A law that classes can be asked about. */
    static Law ofClasses(int number, String words, Function<Tree, List<ArchRule>> rules) {
        return new Law(
                number,
                words,
                tree -> rules.apply(tree).stream()
                        .flatMap(rule -> rule.evaluate(tree.classes()).getFailureReport().getDetails().stream())
                        .toList());
    }

    @Override
    public String toString() {
        return "law " + number + ": " + words;
    }
}
