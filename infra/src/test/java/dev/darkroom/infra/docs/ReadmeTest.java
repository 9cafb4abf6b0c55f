package dev.darkroom.infra.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.boot.Main;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern SETTING = Pattern.compile("\\bDARKROOM_[A-Z_]*[A-Z]\\b");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    @Test
    void every_relative_link_leads_to_a_file_and_a_heading_that_are_there() {
        List<String> broken = new ArrayList<>();
        for (Path page : Tree.pages()) {
            for (String link : links(Tree.text(page))) {
                if (!link.contains("://") && !leadsSomewhere(page, link)) {
                    broken.add(Tree.name(page) + ": " + link);
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void every_page_is_found_from_the_index() {
        Path docs = Tree.ROOT.resolve("infra/docs");
        Set<String> listed = new TreeSet<>(links(Tree.text(docs.resolve("README.md"))));
        links(Tree.text(docs.resolve("decisions/README.md"))).forEach(link -> listed.add("decisions/" + link));
        List<String> lost = Tree.pages().stream()
                .filter(page -> page.startsWith(docs))
                .map(page -> docs.relativize(page).toString())
                .filter(page -> !page.equals("README.md") && !listed.contains(page))
                .toList();
        assertEquals(List.of(), lost);
    }

    @Test
    void the_way_around_has_nine_questions_with_one_file_each() {
        String section = section(Tree.text(Tree.README), "Find your way around");
        List<String> questions =
                section.lines().filter(line -> line.matches("\\| .+\\? \\|.*")).toList();
        assertEquals(9, questions.size());
        questions.forEach(question -> assertEquals(1, links(question).size(), question));
    }

    @Test
    void the_readme_is_short_and_its_commands_can_be_run() {
        String readme = Tree.text(Tree.README);
        assertTrue(readme.lines().count() <= 150);
        assertTrue(readme.contains("\nmvn verify "));
        for (String command : List.of("infra/run", "infra/darkroom", "infra/verify-live", "infra/docs/generate")) {
            assertTrue(Files.isExecutable(Tree.ROOT.resolve(command)), command);
        }
    }

    @Test
    void every_setting_that_a_page_names_is_one() throws IOException, InterruptedException {
        Set<String> known = settings(help());
        assertTrue(known.contains("DARKROOM_DB_URL"), "the help text lists settings");
        for (Path page : Tree.pages()) {
            Set<String> unknown = settings(Tree.text(page));
            unknown.removeAll(known);
            assertEquals(Set.of(), unknown, Tree.name(page));
        }
    }

    @Test
    void the_readme_has_its_snippets_in_order() {
        Map<String, String> snippets = Snippets.read(Tree.README);
        assertEquals(List.of("picture", "chain", "plug"), List.copyOf(snippets.keySet()));
        snippets.forEach((name, script) -> assertTrue(script.contains("post /v1/"), name));
    }

    @Test
    void a_snippet_has_a_name_of_its_own_and_a_whole_block() {
        List<String> block = List.of("<!-- snippet: a -->", "```sh", "one", "two", "```");
        assertEquals(Map.of("a", "one\ntwo\n"), Snippets.read(block));
        List<String> twice = new ArrayList<>(block);
        twice.addAll(block);
        assertThrows(IllegalArgumentException.class, () -> Snippets.read(twice));
        assertThrows(IllegalArgumentException.class, () -> Snippets.read(block.subList(0, 4)));
        assertThrows(IllegalArgumentException.class, () -> Snippets.read(block.subList(0, 1)));
        List<String> other = List.of("<!-- snippet: a -->", "```text", "one", "```");
        assertThrows(IllegalArgumentException.class, () -> Snippets.read(other));
    }

    @Test
    void a_file_of_a_page_is_a_block_in_the_language_of_its_name() {
        List<String> page =
                List.of("<!-- file: a.py -->", "```python", "one", "```", "<!-- file: b.sh -->", "```sh", "```");
        assertEquals(Map.of("a.py", "one\n", "b.sh", "\n"), Snippets.files(page));
        List<String> mistaken = List.of("<!-- file: a.py -->", "```sh", "one", "```");
        assertThrows(IllegalArgumentException.class, () -> Snippets.files(mistaken));
        List<String> unknown = List.of("<!-- file: a.txt -->", "```txt", "one", "```");
        assertThrows(IllegalArgumentException.class, () -> Snippets.files(unknown));
    }

    private static List<String> links(String markdown) {
        return LINK.matcher(markdown).results().map(link -> link.group(1)).toList();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target)
                && (parts.length == 1 || anchors(Tree.text(target)).contains(parts[1]));
    }

    private static List<String> anchors(String markdown) {
        return HEADING.matcher(markdown)
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^a-z0-9 _-]", "")
                        .replace(' ', '-'))
                .toList();
    }

    private static String section(String markdown, String heading) {
        int begin = markdown.indexOf("\n## " + heading + "\n");
        int end = markdown.indexOf("\n## ", begin + 1);
        return markdown.substring(begin, end);
    }

    private static Set<String> settings(String text) {
        Set<String> names = new TreeSet<>();
        SETTING.matcher(text).results().map(MatchResult::group).forEach(names::add);
        return names;
    }

    /** What {@code darkroom.jar --help} prints. */
    private static String help() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process process = new ProcessBuilder(
                        java, "-cp", System.getProperty("java.class.path"), Main.class.getName(), "--help")
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
