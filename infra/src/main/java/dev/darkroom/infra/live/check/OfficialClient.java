package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.tool.Program;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program that uses OpenAI's images API through an official client, which is told a base URL and a key. */
final class OfficialClient {

    /** How long one may take. */
    static final Duration TIME_MAX = Duration.ofSeconds(100);

    private static final String PROGRAMS = "infra/src/main/resources/live/clients";
    private static final String IMAGES = "*.{png,jpeg,webp}";
    private static final int IMAGES_MIN = 8;

    private OfficialClient() {}

    static Path program(Product product, String name) {
        return product.home().resolve(PROGRAMS).resolve(name);
    }

    /** What it is told: what the official clients read by themselves, and two keys with which something is refused. */
    static Map<String, String> environment(Product product, Callers callers) {
        return Map.of(
                "OPENAI_BASE_URL",
                product.stack().ready().apis().getFirst() + "/openai/v1",
                "OPENAI_API_KEY",
                callers.paying(product).key(),
                "READING_KEY",
                callers.readingKey(product),
                "POOR_KEY",
                callers.poor(product).key());
    }

    /**
     * Runs it, and looks at the images that it has left in its folder.
     *
     * @return what was seen
     */
    static String run(Program program) throws IOException {
        Program.Ended ended = program.run(program.folder().resolve("client"));
        MissException.unless(
                ended.code() == 0, "the program failed: %s (%s)".formatted(ended.lastWord(), ended.complaints()));
        int images = 0;
        for (Path image : images(program.folder())) {
            String name = image.getFileName().toString();
            String format = Image.format(Files.readAllBytes(image));
            MissException.unlessEqual(name.substring(name.indexOf('.') + 1), format, "the format of " + name);
            images++;
        }
        MissException.unless(images >= IMAGES_MIN, "the program left only %d images".formatted(images));
        return "%s, %d pictures looked at".formatted(ended.lastLine(), images);
    }

    private static List<Path> images(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            var matcher = folder.getFileSystem().getPathMatcher("glob:" + IMAGES);
            return files.filter(file -> matcher.matches(file.getFileName())).toList();
        }
    }
}
