package dev.darkroom.activities.check;

import dev.darkroom.activities.check.rule.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was found of one rule.
 *
 * @param count how many break it
 * @param offenders the first of them, by name
 * @param problem why it could not be looked at wholly; null where it could
 */
public record Verdict(
        Rule rule,
        long count,
        List<String> offenders,
        @Nullable String problem) {

    private static final String PROBLEM = "not evaluated: ";
    private static final Pattern MORE = Pattern.compile("and (\\d+) more");

    public Verdict {
        offenders = List.copyOf(offenders);
    }

    /** The verdict that says so: what {@link #lines} gave, read again. */
    public static Verdict of(Rule rule, List<String> lines) {
        List<String> offenders = new ArrayList<>(lines);
        String problem = null;
        if (!offenders.isEmpty() && offenders.getLast().startsWith(PROBLEM)) {
            problem = offenders.removeLast().substring(PROBLEM.length());
        }
        long more = 0;
        if (!offenders.isEmpty()) {
            Matcher rest = MORE.matcher(offenders.getLast());
            if (rest.matches()) {
                more = Long.parseLong(rest.group(1));
                offenders.removeLast();
            }
        }
        return new Verdict(rule, offenders.size() + more, offenders, problem);
    }

    /** Whether it was looked at wholly and nothing breaks it. */
    public boolean holds() {
        return count == 0 && problem == null;
    }

    /** The offenders, then how many more there are and what is not known. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>(offenders);
        if (count > offenders.size()) {
            lines.add("and %d more".formatted(count - offenders.size()));
        }
        if (problem != null) {
            lines.add(PROBLEM + problem);
        }
        return lines;
    }
}
