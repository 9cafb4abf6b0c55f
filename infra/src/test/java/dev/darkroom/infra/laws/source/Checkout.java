package dev.darkroom.infra.laws.source;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where the source tree is, and which Java files it holds. */
public final class Checkout {

    /** The modules, from the one that may import nothing of ours to the one that may import all. */
    public static final List<String> MODULES = List.of("workflows", "activities", "api", "infra");

    private Checkout() {}

    /** The folder of the whole tree, whichever folder of it the tests were started in. */
    public static Path root() {
        Path start = Path.of("").toAbsolutePath();
        for (Path folder = start; folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("workflows/pom.xml"))) {
                return folder;
            }
        }
        throw new IllegalStateException(start + " is not inside the source tree");
    }

    /** Every Java file of the tree's sources of one kind, {@code main} or {@code test}, in order. */
    public static List<Path> javaFiles(Path root, String kind) {
        return MODULES.stream()
                .map(module -> root.resolve(module).resolve("src").resolve(kind).resolve("java"))
                .filter(Files::isDirectory)
                .flatMap(folder -> javaFilesUnder(folder).stream())
                .toList();
    }

    /** Every Java file of the tree's sources. */
    public static List<Path> javaFiles(Path root) {
        return Stream.of("main", "test")
                .flatMap(kind -> javaFiles(root, kind).stream())
                .toList();
    }

    private static List<Path> javaFilesUnder(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
