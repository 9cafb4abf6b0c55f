package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.Verdict;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The text of the column {@code outcome_images}: {@code 0 png 1024x768 12345 <sha256>} for each image, separated by
 * commas; that of the grid begins with {@code g}.
 */
final class OutcomeImages {

    private static final String GRID = "g";

    private OutcomeImages() {}

    /** The text of what a verdict delivers. */
    static String text(Verdict verdict) {
        if (verdict.delivered().isEmpty()) {
            return "";
        }
        List<String> parts = new ArrayList<>();
        verdict.delivered().forEach(image -> parts.add(text(image)));
        if (verdict.grid() != null) {
            parts.add(GRID + text(verdict.grid().picture()));
        }
        return String.join(",", parts);
    }

    /** The images of a text, by index. */
    static List<Stored> images(String text) {
        return parts(text)
                .filter(part -> !part.startsWith(GRID))
                .map(OutcomeImages::parse)
                .toList();
    }

    /** The grid of a text; empty where it has none. */
    static Optional<Stored> grid(String text) {
        return parts(text)
                .filter(part -> part.startsWith(GRID))
                .map(part -> parse(part.substring(GRID.length())))
                .findFirst();
    }

    /** The text without one of its images, or without its grid. */
    static String without(String text, int index, boolean grid) {
        return parts(text)
                .filter(part ->
                        part.startsWith(GRID) ? !grid : grid || parse(part).index() != index)
                .collect(Collectors.joining(","));
    }

    private static Stream<String> parts(String text) {
        return text.isEmpty() ? Stream.empty() : Stream.of(text.split(","));
    }

    private static String text(Stored image) {
        return "%d %s %s %d %s"
                .formatted(
                        image.index(), image.format().extension(), image.size().text(), image.bytes(), image.sha256());
    }

    private static Stored parse(String text) {
        String[] words = text.split(" ");
        String[] sides = words[2].split("x");
        ImageSize size = new ImageSize(Integer.parseInt(sides[0]), Integer.parseInt(sides[1]));
        return new Stored(Integer.parseInt(words[0]), format(words[1]), Long.parseLong(words[3]), size, words[4]);
    }

    private static ImageFormat format(String extension) {
        return Arrays.stream(ImageFormat.values())
                .filter(format -> format.extension().equals(extension))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no format ends with " + extension));
    }
}
