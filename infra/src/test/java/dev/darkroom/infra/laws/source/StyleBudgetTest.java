package dev.darkroom.infra.laws.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class StyleBudgetTest {

    private static final Path ROOT = Checkout.root();
    private static final List<JavaSource> MAIN = read("main");
    private static final List<JavaSource> TESTS = read("test");

    @Test
    void no_file_and_no_method_is_over_its_budget() {
        assertTrue(MAIN.size() > 100, "the sources are found");
        assertNone(StyleBudget.breaches(MAIN));
        assertNone(StyleBudget.breaches(TESTS));
    }

    @Test
    void most_files_are_short() {
        assertNone(StyleBudget.breachesOfAll(MAIN));
    }

    @Test
    void the_parent_pom_is_within_its_budget() throws IOException {
        int lines = Files.readAllLines(ROOT.resolve("pom.xml")).size();
        assertTrue(
                lines <= StyleBudget.PARENT_POM_MAX,
                () -> "pom.xml has %d lines, budget %d".formatted(lines, StyleBudget.PARENT_POM_MAX));
    }

    @Test
    void the_figures_are_written_down() throws IOException {
        Path file = ROOT.resolve("infra/target/style-figures.txt");
        Files.writeString(file, figures());
        assertTrue(Files.readString(file)
                .startsWith("main files: "
                        + MAIN.stream()
                                .filter(source -> !source.name().endsWith("package-info.java"))
                                .count()));
    }

    @Test
    void a_file_that_is_too_long_is_named_with_its_length() {
        JavaSource fits = JavaSource.parse("Fits.java", "class Fits {}\n" + "//\n".repeat(399));
        JavaSource over = JavaSource.parse("Over.java", "class Over {}\n" + "//\n".repeat(400));
        assertEquals(List.of("Over.java has 401 lines, budget 400"), StyleBudget.breaches(List.of(fits, over)));
    }

    @Test
    void a_method_that_is_too_long_is_named_with_its_length() {
        String text = "class A {\n" + "  void fits() {\n" + "    ;\n".repeat(68) + "  }\n"
                + "  /** Not counted. */\n" + "  class B {\n" + "    @Deprecated\n" + "    B() {\n"
                + "      ;\n".repeat(68) + "    }\n  }\n}\n";
        assertEquals(
                List.of("A.java: B.<init> has 71 lines, budget 70"),
                StyleBudget.breaches(List.of(JavaSource.parse("A.java", text))));
    }

    @Test
    void many_files_of_some_length_are_over_the_budget_of_all() {
        assertNone(StyleBudget.breachesOfAll(lengths(70, 70, 70, 70, 70, 200, 200, 200, 200, 400)));
        assertEquals(
                List.of("the median file has 71 lines, budget 70"),
                StyleBudget.breachesOfAll(lengths(70, 70, 70, 70, 71, 200, 200, 200, 200, 400)));
        assertEquals(
                List.of("one file of ten has 201 lines or more, budget 200"),
                StyleBudget.breachesOfAll(lengths(70, 70, 70, 70, 70, 200, 200, 200, 201, 400)));
    }

    private static void assertNone(List<String> breaches) {
        assertEquals("", String.join("\n", breaches));
    }

    private static List<JavaSource> lengths(int... lengths) {
        return java.util.Arrays.stream(lengths)
                .mapToObj(lines -> new JavaSource("A.java", lines, List.of(), List.of()))
                .toList();
    }

    private static List<JavaSource> read(String kind) {
        return Checkout.javaFiles(ROOT, kind).stream()
                .map(file -> JavaSource.read(file))
                .toList();
    }

    private static String figures() {
        List<JavaSource> longest = MAIN.stream()
                .sorted((left, right) -> Integer.compare(right.lines(), left.lines()))
                .limit(5)
                .toList();
        List<String> methods = Stream.concat(MAIN.stream(), TESTS.stream())
                .flatMap(source -> source.methods().stream()
                        .filter(method -> method.lines() > StyleBudget.METHOD_NORMAL)
                        .map(method -> "  " + method.lines() + " " + method.name() + " " + relative(source)))
                .sorted(Collections.reverseOrder())
                .toList();
        return "main files: %s%nmain methods: %s%ntest files: %s%ntest methods: %s%n"
                        .formatted(
                                StyleBudget.files(MAIN),
                                StyleBudget.methods(MAIN),
                                StyleBudget.files(TESTS),
                                StyleBudget.methods(TESTS))
                + "longest main files:\n"
                + String.join(
                        "\n",
                        longest.stream()
                                .map(each -> "  " + each.lines() + " " + relative(each))
                                .toList())
                + "\nmethods over %d lines:%n".formatted(StyleBudget.METHOD_NORMAL)
                + String.join("\n", methods) + "\n";
    }

    private static String relative(JavaSource source) {
        return ROOT.relativize(Path.of(source.name())).toString();
    }
}
