package dev.darkroom.infra.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The blocks of a page that can be run.
 *
 * <p>Scripts are each {@code sh} block under a comment {@code <!-- snippet: name -->}. They are meant to be run in their
 * order, in one shell, in the folder of the source tree, beside a stack whose data folder is {@code .darkroom}; whoever
 * runs another replaces {@code .darkroom/} and {@code infra/run} in the text.
 *
 * <p>Files are each block under a comment {@code <!-- file: name.ending -->}, in the language that the ending says. Each
 * is whole: it is saved under that name and run by itself.
 */
public final class Snippets {

    private static final Pattern NAME = Pattern.compile("<!-- snippet: ([a-z0-9-]+) -->");
    private static final Pattern FILE = Pattern.compile("<!-- file: ([A-Za-z0-9-]+\\.([a-z]+)) -->");
    private static final Map<String, String> LANGUAGES =
            Map.of("java", "java", "py", "python", "mjs", "js", "sh", "sh");
    private static final String FENCE = "```";

    private Snippets() {}

    /**
     * Reads the scripts of a page.
     *
     * @return name to script, in the page's order; a script ends with a line break
     * @throws IllegalArgumentException where a name comes twice, or is followed by something else than a whole block
     */
    public static SequencedMap<String, String> read(Path page) {
        return read(lines(page));
    }

    static SequencedMap<String, String> read(List<String> lines) {
        return blocks(lines, NAME, _ -> "sh");
    }

    /**
     * Reads the files of a page.
     *
     * @return the file's name to its text, in the page's order; a text ends with a line break
     * @throws IllegalArgumentException where a name comes twice, has an unknown ending, or is followed by something else
     *     than a whole block of its language
     */
    public static SequencedMap<String, String> files(Path page) {
        return files(lines(page));
    }

    static SequencedMap<String, String> files(List<String> lines) {
        return blocks(lines, FILE, name -> LANGUAGES.getOrDefault(name.group(2), "known language's"));
    }

    private static SequencedMap<String, String> blocks(
            List<String> lines, Pattern mark, Function<Matcher, String> language) {
        SequencedMap<String, String> blocks = new LinkedHashMap<>();
        for (int at = 0; at < lines.size(); at++) {
            Matcher name = mark.matcher(lines.get(at).strip());
            if (name.matches()
                    && blocks.put(name.group(1), block(name.group(1), language.apply(name), lines, at + 1)) != null) {
                throw new IllegalArgumentException("there are two blocks " + name.group(1));
            }
        }
        return Collections.unmodifiableSequencedMap(blocks);
    }

    private static String block(String name, String language, List<String> lines, int begin) {
        int end = begin + 1;
        while (end < lines.size() && !lines.get(end).equals(FENCE)) {
            end++;
        }
        if (end >= lines.size() || !lines.get(begin).equals(FENCE + language)) {
            throw new IllegalArgumentException("no whole %s block follows the name %s".formatted(language, name));
        }
        return String.join("\n", lines.subList(begin + 1, end)) + "\n";
    }

    private static List<String> lines(Path page) {
        try {
            return Files.readAllLines(page);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
