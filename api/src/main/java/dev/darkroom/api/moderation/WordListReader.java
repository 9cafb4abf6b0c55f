package dev.darkroom.api.moderation;

import dev.darkroom.api.moderation.text.Folding;
import dev.darkroom.api.moderation.text.Group;
import dev.darkroom.api.moderation.text.Term;
import dev.darkroom.api.moderation.text.Terms;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reads one word list, line by line: {@code term}, {@code group: term}, {@code harmless: phrase},
 * {@code group + group} or {@code # comment}.
 */
final class WordListReader {

    private static final String NAME = "[a-z][a-z-]*";
    private static final Pattern GROUPED = Pattern.compile("(" + NAME + ")\\s*:(.*)");
    private static final Pattern RULE = Pattern.compile(NAME + "(\\s*\\+\\s*" + NAME + ")+");
    private static final Pattern MISPLACED = Pattern.compile("(?<=[^=])\\*(?=.)|(?<=.)=");
    private static final String HARMLESS = "harmless";
    private static final int LETTERS_MIN = 2;

    private final String file;
    private final int number;
    private final Folding folding;
    private final Terms terms;
    private final Group alone;
    private final Map<Term, Integer> lineByTerm = new HashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Integer> lineByGroup = new LinkedHashMap<>();
    private final Map<Integer, List<String>> rulesByLine = new LinkedHashMap<>();
    private int line;

    /**
     * @param file the name of the list, for messages
     * @param number the number of the list, for its groups
     * @param terms where its terms go
     */
    WordListReader(String file, int number, Folding folding, Terms terms) {
        this.file = file;
        this.number = number;
        this.folding = folding;
        this.terms = terms;
        alone = new Group(number, 1);
    }

    /**
     * Reads the list.
     *
     * @throws WordListException where a line is malformed
     */
    WordList read(FailureKind kind, List<String> lines) {
        lines.forEach(this::line);
        return new WordList(kind, rules());
    }

    private void line(String text) {
        line++;
        String bare = text.strip();
        Matcher grouped = GROUPED.matcher(bare);
        if (bare.isEmpty() || bare.startsWith("#")) {
            return;
        }
        if (RULE.matcher(bare).matches()) {
            rulesByLine.put(line, List.of(bare.split("\\s*\\+\\s*")));
        } else if (grouped.matches()) {
            terms(grouped.group(2).strip(), group(grouped.group(1)));
        } else {
            terms(bare, alone);
        }
    }

    private Group group(String name) {
        if (name.equals(HARMLESS)) {
            return Group.harmless(number);
        }
        lineByGroup.putIfAbsent(name, line);
        return groups.computeIfAbsent(name, _ -> new Group(number, alone.number() + 1 + groups.size()));
    }

    private void terms(String text, Group group) {
        for (String each : Braces.expanded(text, this::malformed)) {
            if (MISPLACED.matcher(each).find()) {
                throw malformed(
                        "a star may only be the first or the last character of a term, and an equals sign before it");
            }
            if (each.indexOf(':') >= 0 || each.indexOf('+') >= 0) {
                throw malformed("a term has no colon and no plus sign; a group's name is of small letters and hyphens");
            }
            Term term = Term.of(each, folding);
            if (term.symbols().size() < LETTERS_MIN) {
                throw malformed("a term has at least %d letters".formatted(LETTERS_MIN));
            }
            Integer before = lineByTerm.putIfAbsent(term, line);
            if (before != null) {
                throw malformed("the same term is in line %d".formatted(before));
            }
            terms.add(term, group);
        }
    }

    private List<Set<Group>> rules() {
        List<Set<Group>> rules = new ArrayList<>(List.of(Set.of(alone)));
        rulesByLine.forEach((at, names) ->
                rules.add(names.stream().map(name -> ofRule(at, name)).collect(Collectors.toSet())));
        lineByGroup.forEach((name, at) -> {
            if (rulesByLine.values().stream().noneMatch(rule -> rule.contains(name))) {
                throw new WordListException(file, at, "its group is in no rule");
            }
        });
        return rules;
    }

    private Group ofRule(int at, String name) {
        Group group = groups.get(name);
        if (group == null) {
            throw new WordListException(file, at, "it names a group that has no terms");
        }
        return group;
    }

    private WordListException malformed(String reason) {
        return new WordListException(file, line, reason);
    }
}
