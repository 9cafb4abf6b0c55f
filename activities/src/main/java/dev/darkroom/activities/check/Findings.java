package dev.darkroom.activities.check;

import dev.darkroom.activities.check.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects what breaks which rule. However much that is, only the first names are kept. */
public final class Findings {

    /** How many offenders of a rule are named. */
    public static final int NAMED_MAX = 20;

    private final Map<Rule, Found> found = new LinkedHashMap<>();

    /** Says that a rule is looked at, so that it has a verdict even where nothing breaks it. */
    public synchronized void expect(Rule rule) {
        of(rule);
    }

    /** Notes what breaks a rule. Of those that are named, each is counted once. */
    public synchronized void add(Rule rule, String offender) {
        Found of = of(rule);
        if (of.named.contains(offender)) {
            return;
        }
        of.count++;
        if (of.named.size() < NAMED_MAX) {
            of.named.add(offender);
        }
    }

    /** Notes that a rule could not be looked at, or not wholly. */
    public synchronized void unreadable(Rule rule, String why) {
        of(rule).problem = why;
    }

    /** One verdict for each rule, in the order of the invariants. */
    public synchronized List<Verdict> verdicts() {
        List<Verdict> verdicts = new ArrayList<>();
        found.forEach((rule, of) -> verdicts.add(new Verdict(rule, of.count, List.copyOf(of.named), of.problem)));
        verdicts.sort(
                Comparator.comparingInt((Verdict verdict) -> verdict.rule().invariant())
                        .thenComparing(verdict -> verdict.rule().id()));
        return verdicts;
    }

    private Found of(Rule rule) {
        return found.computeIfAbsent(rule, _ -> new Found());
    }

    private static final class Found {
        private final Set<String> named = new LinkedHashSet<>();
        private long count;
        private @Nullable String problem;
    }
}
