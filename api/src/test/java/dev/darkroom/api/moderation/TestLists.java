package dev.darkroom.api.moderation;

import dev.darkroom.workflows.domain.failure.FailureKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The lines of the built-in lists, and of the prompts of the tests. */
final class TestLists {

    private TestLists() {}

    /** The lines of a file that are no comment. */
    static List<String> lines(String file) {
        try (InputStream resource =
                Objects.requireNonNull(TestLists.class.getResourceAsStream("/moderation/" + file))) {
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Terms that block by themselves. */
    static List<String> alone(FailureKind kind) {
        return terms(lines(WordLists.file(kind)).stream().filter(Predicate.not(TestLists::isRuleOrGroup)));
    }

    /** The terms of a group. */
    static List<String> group(FailureKind kind, String name) {
        return terms(lines(WordLists.file(kind)).stream()
                .filter(line -> line.startsWith(name + ":"))
                .map(line -> line.substring(name.length() + 1).strip()));
    }

    /** Prompts that are harmless as long as they are not put together with a child. */
    static boolean isOfAdults(String prompt) {
        return Stream.of("sexy", "nude", "naked", "erotic", "lingerie").anyMatch(prompt::contains);
    }

    private static boolean isRuleOrGroup(String line) {
        return line.contains(":") || line.contains("+");
    }

    private static List<String> terms(Stream<String> lines) {
        return lines.flatMap(line -> Braces.expanded(line, IllegalStateException::new).stream())
                .map(term -> term.replace("*", "").replace("=", ""))
                .toList();
    }
}
