package dev.darkroom.infra.laws;

import dev.darkroom.infra.laws.source.Checkout;
import dev.darkroom.infra.laws.source.JavaSource;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The laws of what may be depended on: no class tells it, so poms and imports are read. */
final class PomLaws {

    static final Law WORKFLOWS = new Law(
            2, "workflows' pom bans micronaut, jakarta, mysql, com.google.cloud, lombok", PomLaws::breachesOfWorkflows);

    static final Law MOCKS = new Law(16, "no mock library; no Awaitility", PomLaws::breachesOfMocks);

    private static final List<String> FOREIGN_TO_WORKFLOWS =
            List.of("io.micronaut", "jakarta.", "com.mysql", "com.google.cloud", "org.projectlombok");

    private static final List<String> MOCKS_AND_AWAITILITY =
            List.of("org.mockito", "org.easymock", "org.powermock", "org.jmockit", "io.mockk", "org.awaitility");

    private PomLaws() {}

    private static List<String> breachesOfWorkflows(Tree tree) {
        Pom pom = new Pom(tree.root().resolve("workflows/pom.xml"));
        List<String> breaches = new ArrayList<>(dependenciesIn(pom, FOREIGN_TO_WORKFLOWS));
        if (!pom.bannedDependencies().contains("com.google.cloud")) {
            breaches.add("workflows/pom.xml does not ban com.google.cloud from all it brings");
        }
        return breaches;
    }

    private static List<String> breachesOfMocks(Tree tree) {
        List<String> banned = new Pom(tree.root().resolve("pom.xml")).bannedDependencies();
        Stream<String> allowed = MOCKS_AND_AWAITILITY.stream()
                .filter(group -> !banned.contains(group))
                .map(group -> "pom.xml does not ban " + group);
        Stream<String> depended = Stream.concat(Stream.of(""), Checkout.MODULES.stream())
                .map(module -> tree.root().resolve(module).resolve("pom.xml"))
                .map(Pom::new)
                .flatMap(pom -> dependenciesIn(pom, MOCKS_AND_AWAITILITY).stream());
        Stream<String> imported = Checkout.javaFiles(tree.root()).stream().flatMap(PomLaws::importedBy);
        return Stream.of(allowed, depended, imported).flatMap(each -> each).toList();
    }

    private static List<String> dependenciesIn(Pom pom, List<String> groups) {
        return pom.dependencies().stream()
                .filter(dependency -> groups.stream().anyMatch(dependency::startsWith))
                .map(dependency -> pom.file() + " depends on " + dependency)
                .toList();
    }

    private static Stream<String> importedBy(Path file) {
        return JavaSource.read(file).imports().stream()
                .filter(name -> MOCKS_AND_AWAITILITY.stream().anyMatch(name::startsWith))
                .map(name -> file + " imports " + name);
    }
}
