package dev.darkroom.infra.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The source tree that the tests run in. */
final class Tree {

    static final Path ROOT = root();
    static final Path README = ROOT.resolve("README.md");

    private Tree() {}

    /** Every page of documentation. */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>(List.of(README, ROOT.resolve("helm/README.md")));
        try (Stream<Path> docs = Files.walk(ROOT.resolve("infra/docs"))) {
            docs.filter(page -> page.toString().endsWith(".md")).sorted().forEach(pages::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return pages;
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A page's name for messages. */
    static String name(Path page) {
        return ROOT.relativize(page).toString();
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("infra/run")) ? here : Objects.requireNonNull(here.getParent());
    }
}
