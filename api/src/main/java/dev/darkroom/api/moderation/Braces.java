package dev.darkroom.api.moderation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Writes out the alternatives of a line: {@code {big|small} tree{|s}} is four terms. */
final class Braces {

    private static final int EXPANDED_MAX = 5000;

    private Braces() {}

    /**
     * Every term that a line stands for.
     *
     * @param malformed makes the exception for a reason
     */
    static List<String> expanded(String text, Function<String, ? extends RuntimeException> malformed) {
        List<String> expanded = List.of("");
        int from = 0;
        while (from < text.length()) {
            int open = text.indexOf('{', from);
            int plainEnd = open < 0 ? text.length() : open;
            String plain = text.substring(from, plainEnd);
            if (plain.indexOf('}') >= 0 || plain.indexOf('|') >= 0) {
                throw malformed.apply("a closing brace or a bar is outside of braces");
            }
            expanded = joined(expanded, List.of(plain));
            from = plainEnd;
            if (open >= 0) {
                int close = text.indexOf('}', open);
                if (close < 0 || text.substring(open + 1, close).indexOf('{') >= 0) {
                    throw malformed.apply("a brace is not closed, or is inside of another");
                }
                expanded =
                        joined(expanded, List.of(text.substring(open + 1, close).split("\\|", -1)));
                from = close + 1;
            }
            if (expanded.size() > EXPANDED_MAX) {
                throw malformed.apply("a line stands for at most %d terms".formatted(EXPANDED_MAX));
            }
        }
        return expanded;
    }

    private static List<String> joined(List<String> starts, List<String> ends) {
        List<String> joined = new ArrayList<>(starts.size() * ends.size());
        starts.forEach(start -> ends.forEach(end -> joined.add(start + end)));
        return joined;
    }
}
