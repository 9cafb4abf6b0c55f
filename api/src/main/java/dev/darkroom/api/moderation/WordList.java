package dev.darkroom.api.moderation;

import dev.darkroom.api.moderation.text.Group;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.util.List;
import java.util.Set;

/**
 * What one kind of refusal is for.
 *
 * @param kind what a request is told that the list blocks
 * @param rules groups of terms; where something of each group of a rule is found, the request is blocked
 */
record WordList(FailureKind kind, List<Set<Group>> rules) {

    WordList {
        rules = rules.stream().map(Set::copyOf).toList();
    }

    boolean blocks(Set<Group> found) {
        return rules.stream().anyMatch(found::containsAll);
    }
}
