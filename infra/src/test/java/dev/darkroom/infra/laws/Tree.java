package dev.darkroom.infra.laws;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.darkroom.infra.laws.source.Checkout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What a law is held against: the product, or the small tree of fixtures that breaks every law.
 *
 * @param base the package that everything is in
 * @param classes the hand-written classes
 * @param root the folder with the poms and sources
 */
record Tree(String base, JavaClasses classes, Path root) {

    /** Darkroom, from the classes of its four modules; tests are not among them. */
    static Tree product() {
        Path root = Checkout.root();
        List<Path> folders = Checkout.MODULES.stream()
                .map(module -> root.resolve(module).resolve("target/classes"))
                .toList();
        folders.forEach(Tree::requireCompiled);
        return new Tree("dev.darkroom", handWritten(new ClassFileImporter().importPaths(folders)), root);
    }

    /** The fixtures: a tree of the same shape in which something breaks each law. */
    static Tree broken() {
        Path infra = Checkout.root().resolve("infra");
        String base = "dev.darkroom.infra.laws.broken";
        Path folder = infra.resolve("target/test-classes").resolve(base.replace('.', '/'));
        return new Tree(
                base,
                handWritten(new ClassFileImporter().importPath(folder)),
                infra.resolve("src/test/resources/broken-tree"));
    }

    /** The pattern of a package and all below it. */
    String in(String name) {
        return base + "." + name + "..";
    }

    /** The full name of a package or class. */
    String name(String name) {
        return base + "." + name;
    }

    private static void requireCompiled(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new IllegalStateException(folder + " is missing; run mvn verify in the root folder");
        }
    }

    /** What Micronaut generates is named after what it is made of: {@code $Ledger$Definition}. No law is about it. */
    private static JavaClasses handWritten(JavaClasses all) {
        return all.that(DescribedPredicate.describe("are hand-written", type -> !isGenerated(type)));
    }

    private static boolean isGenerated(JavaClass type) {
        String simple = type.getName().substring(type.getPackageName().length() + 1);
        return simple.startsWith("$") || simple.contains("$Intercepted");
    }
}
