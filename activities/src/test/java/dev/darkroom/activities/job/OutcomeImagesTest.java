package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What was delivered, as the job's row tells it. */
class OutcomeImagesTest {

    private static final int COLUMN = 2000;
    private static final int IMAGES_MAX = 10;

    @Test
    void every_image_and_the_grid_come_back_as_they_were() {
        Verdict verdict = verdict(2);
        String text = OutcomeImages.text(verdict);
        assertEquals(
                "0 png 64x32 100 %1$s,1 webp 64x32 101 %1$s,g2 jpg 64x32 102 %1$s".formatted("ab".repeat(32)), text);
        assertEquals(verdict.delivered(), OutcomeImages.images(text));
        assertEquals(Optional.of(image(2, ImageFormat.JPEG)), OutcomeImages.grid(text));
    }

    @Test
    void nothing_delivered_is_no_text() {
        assertEquals(List.of(), OutcomeImages.images(""));
        assertEquals(Optional.empty(), OutcomeImages.grid(""));
    }

    @Test
    void one_of_them_can_be_left_out_and_so_can_the_grid() {
        String text = OutcomeImages.text(verdict(2));
        String first = OutcomeImages.without(text, 1, false);
        assertEquals(List.of(image(0, ImageFormat.PNG)), OutcomeImages.images(first));
        assertEquals(Optional.of(image(2, ImageFormat.JPEG)), OutcomeImages.grid(first));
        String gridless = OutcomeImages.without(text, 2, true);
        assertEquals(2, OutcomeImages.images(gridless).size());
        assertEquals(Optional.empty(), OutcomeImages.grid(gridless));
        assertEquals(text, OutcomeImages.without(text, 9, false));
        assertEquals("", OutcomeImages.without("", 0, false));
    }

    @Test
    void the_most_images_that_a_request_can_ask_for_fit_into_the_column() {
        Stored large = new Stored(
                IMAGES_MAX,
                ImageFormat.WEBP,
                Long.MAX_VALUE,
                new ImageSize(ImageSize.SIDE_MAX, ImageSize.SIDE_MAX),
                "ab".repeat(32));
        List<ImageOutcome> outcomes = new ArrayList<>();
        IntStream.range(0, IMAGES_MAX)
                .forEach(i -> outcomes.add(new Stored(i, large.format(), large.bytes(), large.size(), large.sha256())));
        outcomes.add(new ImageOutcome.Grid(large));
        String text = OutcomeImages.text(Verdict.of(new JobEnding.Finished(outcomes), IMAGES_MAX, false));
        assertTrue(text.length() <= COLUMN, () -> text.length() + " characters");
    }

    private static Verdict verdict(int images) {
        List<ImageOutcome> outcomes = List.of(
                image(0, ImageFormat.PNG),
                image(1, ImageFormat.WEBP),
                new ImageOutcome.Grid(image(2, ImageFormat.JPEG)));
        return Verdict.of(new JobEnding.Finished(outcomes), images, false);
    }

    private static Stored image(int index, ImageFormat format) {
        return new Stored(index, format, 100 + index, new ImageSize(64, 32), "ab".repeat(32));
    }
}
