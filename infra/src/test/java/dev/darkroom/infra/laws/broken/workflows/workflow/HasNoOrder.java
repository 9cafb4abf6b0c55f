package dev.darkroom.infra.laws.broken.workflows.workflow;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Breaks law 5, by every method but the first. */
final class HasNoOrder {

    private HasNoOrder() {}

    static Map<String, String> fine(List<String> words) {
        return words.stream()
                .collect(Collectors.toMap(word -> word, word -> word, (left, _) -> left, LinkedHashMap::new));
    }

    static Map<String, String> hashMap() {
        return new HashMap<>();
    }

    static Set<String> hashSet() {
        return new HashSet<>();
    }

    static Set<String> setOf() {
        return Set.of("a", "b");
    }

    static Map<String, String> mapOf() {
        return Map.of("a", "b");
    }

    static Set<String> collected(List<String> words) {
        return words.stream().collect(Collectors.toSet());
    }
}
