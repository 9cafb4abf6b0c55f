package dev.darkroom.infra.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The scripts of a page that can be run: each {@code sh} block under a comment {@code <!-- snippet: name -->}. They are
 * meant to be run in their order, in one shell, in the folder of the source tree, beside a stack whose data folder is
 * {@code .darkroom}; whoever runs another replaces {@code .darkroom/} and {@code infra/run} in the text.
 */
public final class Snippets {

    private static final Pattern NAME = Pattern.compile("<!-- snippet: ([a-z0-9-]+) -->");
    private static final String BEGIN = "```sh";
    private static final String END = "```";

    private Snippets() {}

    /**
     * Reads a page.
     *
     * @return name to script, in the page's order; a script ends with a line break
     * @throws IllegalArgumentException where a name comes twice, or is followed by something else than a whole block
     */
    public static SequencedMap<String, String> read(Path page) {
        try {
            return read(Files.readAllLines(page));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static SequencedMap<String, String> read(List<String> lines) {
        SequencedMap<String, String> snippets = new LinkedHashMap<>();
        for (int at = 0; at < lines.size(); at++) {
            Matcher name = NAME.matcher(lines.get(at).strip());
            if (name.matches() && snippets.put(name.group(1), script(name.group(1), lines, at + 1)) != null) {
                throw new IllegalArgumentException("there are two snippets " + name.group(1));
            }
        }
        return Collections.unmodifiableSequencedMap(snippets);
    }

    private static String script(String name, List<String> lines, int begin) {
        int end = begin + 1;
        while (end < lines.size() && !lines.get(end).equals(END)) {
            end++;
        }
        if (end >= lines.size() || !lines.get(begin).equals(BEGIN)) {
            throw new IllegalArgumentException("no whole %s block follows the snippet %s".formatted(BEGIN, name));
        }
        return String.join("\n", lines.subList(begin + 1, end)) + "\n";
    }
}
