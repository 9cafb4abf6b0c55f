package dev.darkroom.activities.job;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import dev.darkroom.workflows.domain.job.Verdict;
import io.micronaut.data.annotation.Embeddable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The columns {@code outcome_*}: what came of a job.
 *
 * @param failure why, unless it succeeded
 * @param delivered images stored for the caller
 * @param images what was delivered, as {@link OutcomeImages} writes it
 * @param missing why each other image is missing, as {@code index:code} separated by commas
 * @param charged micro-USD debited
 * @param refunded micro-USD of it that went back
 */
@Embeddable
public record OutcomeColumns(
        @Nullable FailureKind failure, int delivered, String images, String missing, long charged, long refunded) {

    /** A job that has not been charged. */
    public static final OutcomeColumns NONE = new OutcomeColumns(null, 0, "", "", 0, 0);

    /** What was delivered, by index. */
    public List<Stored> deliveredImages() {
        return OutcomeImages.images(images);
    }

    /** The picture that shows all images; empty where there is none. */
    public Optional<Stored> grid() {
        return OutcomeImages.grid(images);
    }

    /** Why each image that was not delivered is missing. */
    public List<Verdict.Missing> missingImages() {
        if (missing.isEmpty()) {
            return List.of();
        }
        return Stream.of(missing.split(",")).map(OutcomeColumns::parse).toList();
    }

    /** The inverse of {@link #missingImages()}. */
    public static String text(List<Verdict.Missing> missing) {
        return missing.stream()
                .map(image -> image.index() + ":" + image.kind().code())
                .collect(Collectors.joining(","));
    }

    private static Verdict.Missing parse(String text) {
        int colon = text.indexOf(':');
        return new Verdict.Missing(
                Integer.parseInt(text.substring(0, colon)), FailureKind.valueOf(text.substring(colon + 1)));
    }
}
