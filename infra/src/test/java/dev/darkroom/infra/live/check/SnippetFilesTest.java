package dev.darkroom.infra.live.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The snippets as files: that each is run by the check, says whence it is, and goes nowhere but to the product. */
class SnippetFilesTest {

    private static final Path ROOT = root();

    @Test
    void each_snippet_is_run_and_has_an_answer_beside_it() throws IOException {
        String check =
                Files.readString(ROOT.resolve("infra/src/main/java/dev/darkroom/infra/live/check/SourceSnippets.java"));
        List<Path> snippets = snippets();
        assertFalse(snippets.isEmpty());
        for (Path snippet : snippets) {
            Path folder = Objects.requireNonNull(snippet.getParent());
            String name = "%s/%s".formatted(folder.getFileName(), snippet.getFileName());
            assertTrue(check.contains('"' + name + '"'), name + " is run");
            String stem = snippet.getFileName().toString().replaceFirst("\\.\\w+$", "");
            assertTrue(Files.exists(folder.resolve(stem + ".json")), name + " has an answer");
        }
    }

    @Test
    void each_snippet_says_whence_it_is_and_goes_to_the_product_alone() throws IOException {
        for (Path snippet : snippets()) {
            String text = Files.readString(snippet);
            String first = text.lines().findFirst().orElse("");
            assertTrue(first.contains("the source") || first.contains("The source"), snippet + " says whence it is");
            assertFalse(text.contains("http://") || text.contains("https://"), snippet + " names a host");
            assertTrue(text.contains("BASE"), snippet + " asks the product");
        }
    }

    @Test
    void the_versions_of_the_clients_are_pinned() throws IOException {
        String node = Files.readString(ROOT.resolve("infra/tools/node/package.json"));
        assertTrue(node.contains("\"openai\": \"7.55.0\""), node);
        String python = Files.readString(ROOT.resolve("infra/tools/python/requirements.txt"));
        for (String line : Files.readAllLines(ROOT.resolve("infra/tools/python/requirements.in"))) {
            assertTrue(line.startsWith("#") || python.contains("\n%s \\\n    --hash=".formatted(line)), line);
        }
        List<String> loose = python.lines()
                .filter(line -> !line.startsWith(" ") && !line.startsWith("#"))
                .filter(line -> !line.matches("[A-Za-z0-9-]+==\\S+ .*\\\\"))
                .toList();
        assertEquals(List.of(), loose);
    }

    private static List<Path> snippets() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT.resolve(SnippetShell.SNIPPETS))) {
            return files.filter(file -> file.toString().matches(".*\\.(sh|py|mjs)"))
                    .sorted()
                    .toList();
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("infra/run")) ? here : Objects.requireNonNull(here.getParent());
    }
}
