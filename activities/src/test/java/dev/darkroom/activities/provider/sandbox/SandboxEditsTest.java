package dev.darkroom.activities.provider.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ImageProvider.Yield;
import dev.darkroom.activities.provider.InputImage;
import dev.darkroom.activities.provider.InputImages;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.activities.provider.sandbox.edit.Cards;
import dev.darkroom.activities.provider.sandbox.edit.Seen;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sandbox does with jobs that work from pictures. */
class SandboxEditsTest {

    private static final ImageSize SIZE = new ImageSize(160, 120);
    private static final BufferedImage CARD = Cards.subject(160, 120, new Color(0xC81E5A), new Color(0x80A0B0));

    private final SandboxProvider sandbox = sandbox();

    @Test
    void the_same_job_gives_the_same_bytes_in_any_process() throws IOException {
        ProviderJob job = job("add a star and blur", Cards.inputs(null, CARD, Cards.quarters(50, 50)));
        byte[] first = fetch(sandbox, job, 1);
        assertArrayEquals(first, fetch(sandbox, job, 1));
        assertArrayEquals(first, fetch(sandbox(), job, 1));
    }

    @Test
    void the_images_of_a_job_differ_and_keep_the_edit() throws IOException {
        ProviderJob job = job("black and white", Cards.inputs(null, CARD));
        BufferedImage[] images = {image(job, 0), image(job, 1), image(job, 2), image(job, 3)};
        for (int i = 0; i < images.length; i++) {
            Color middle = new Color(images[i].getRGB(80, 60));
            assertTrue(middle.getRed() == middle.getGreen() && middle.getGreen() == middle.getBlue());
            for (int j = 0; j < i; j++) {
                int away = Math.abs(new Color(images[j].getRGB(80, 60)).getRed() - middle.getRed())
                        + Math.abs(new Color(images[j].getRGB(2, 2)).getRed()
                                - new Color(images[i].getRGB(2, 2)).getRed());
                assertTrue(away > 8, "images " + j + " and " + i);
            }
        }
    }

    @Test
    void the_first_image_without_a_change_is_the_base_to_the_pixel() throws IOException {
        BufferedImage base = Cards.noise(160, 120);
        assertTrue(Seen.changes(base, image(job("mirror and mirror", Cards.inputs(null, base)), 0))
                .isEmpty());
    }

    @Test
    void directives_are_no_part_of_the_edit() throws IOException {
        InputImages inputs = Cards.inputs(null, CARD);
        assertArrayEquals(
                fetch(sandbox, job("invert", inputs), 0),
                fetch(sandbox, job("invert {sandbox: delay=1s progress=off}", inputs), 0));
    }

    @ParameterizedTest
    @EnumSource(
            value = ImageFormat.class,
            names = {"PNG", "WEBP"})
    void the_background_remover_needs_no_prompt_and_delivers_an_alpha_channel(ImageFormat format) throws IOException {
        for (String prompt : new String[] {"", "whatever"}) {
            BufferedImage cut = read(fetch(sandbox, job("birefnet", prompt, Cards.inputs(null, CARD), format), 0));
            assertTrue(cut.getColorModel().hasAlpha());
            for (int x : new int[] {0, 159}) {
                assertEquals(0, cut.getRGB(x, 0) >>> 24);
                assertEquals(0, cut.getRGB(x, 119) >>> 24);
            }
            assertEquals(255, cut.getRGB(80, 60) >>> 24);
            assertEquals(0xC8, new Color(cut.getRGB(80, 60)).getRed(), 12);
        }
    }

    @Test
    void a_jpeg_is_white_where_it_would_be_transparent() throws IOException {
        BufferedImage cut = read(fetch(
                sandbox, job("gpt-image-2", "remove the background", Cards.inputs(null, CARD), ImageFormat.JPEG), 0));
        assertFalse(cut.getColorModel().hasAlpha());
        assertTrue(new Color(cut.getRGB(3, 3)).getGreen() > 250);
    }

    @Test
    void a_picture_that_cannot_be_read_fails_the_job() {
        InputImage broken = Cards.input(new byte[] {1, 2, 3}, ImageFormat.PNG, SIZE);
        InputImage good = Cards.input(CARD, ImageFormat.PNG);
        ImageProvider.Failed refused = new ImageProvider.Failed(FailureKind.INVALID_IMAGE);
        assertEquals(refused, poll(job("blur", new InputImages(List.of(broken), null))));
        assertEquals(refused, poll(job("blur", new InputImages(List.of(good, good, broken), null))));
        assertEquals(refused, poll(job("blur", new InputImages(List.of(good), broken))));
        assertEquals(refused, poll(job("blur", Cards.inputs(Cards.quarters(160, 119), CARD))));
        assertEquals(
                new ImageProvider.Done(List.of(Yield.READY, Yield.READY, Yield.READY, Yield.READY)),
                poll(job("blur", Cards.inputs(Cards.quarters(160, 120), CARD, CARD))));
    }

    @Test
    void a_store_that_is_away_fails_the_fetch_and_not_the_job() {
        InputImage away = new InputImage(ImageFormat.PNG, SIZE, 9, "0".repeat(64), null, () -> {
            throw new IOException("the store is away");
        });
        ProviderJob job = job("blur", new InputImages(List.of(away), null));
        assertInstanceOf(ImageProvider.Done.class, poll(job));
        assertThrows(IOException.class, () -> fetch(sandbox, job, 0));
    }

    @Test
    void a_grid_shows_the_edited_images() throws IOException {
        ProviderJob job = job("replace the background with green", Cards.inputs(null, CARD));
        try (InputStream grid = sandbox.fetchGrid(job, ticket(job))) {
            BufferedImage sheet = read(grid.readAllBytes());
            assertEquals(160, sheet.getWidth());
            for (int part = 0; part < 4; part++) {
                assertEquals(0xFF2E9E4F, sheet.getRGB(part % 2 * 80 + 4, part / 2 * 60 + 4));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0,0", "24,0", "30,1", "55,2", "80,3", "96,3"})
    void previews_come_after_each_quarter_of_the_work(int seconds, int previews) {
        ProviderJob job = job("a lake {sandbox: delay=100s}", InputImages.NONE, seconds);
        assertEquals(
                previews,
                assertInstanceOf(ImageProvider.Working.class, poll(job)).previews());
        ProviderJob silent = job("a lake {sandbox: delay=100s progress=off}", InputImages.NONE, seconds);
        assertEquals(
                0, assertInstanceOf(ImageProvider.Working.class, poll(silent)).previews());
    }

    @Test
    void each_preview_is_finer_than_the_one_before() throws IOException {
        for (InputImages inputs : List.of(InputImages.NONE, Cards.inputs(null, CARD))) {
            ProviderJob job = job("a lake", inputs);
            BufferedImage image = image(job, 1);
            long before = Long.MAX_VALUE;
            for (int number = 0; number < ImageProvider.PREVIEWS_MAX; number++) {
                BufferedImage preview = read(preview(job, 1, number));
                assertEquals(SIZE, new ImageSize(preview.getWidth(), preview.getHeight()));
                long away = distance(image, preview);
                assertTrue(away > 0 && away < before, "preview " + number);
                before = away;
            }
        }
    }

    @Test
    void there_is_no_preview_of_what_is_not_delivered() throws IOException {
        ProviderJob job = job("a lake {sandbox: deliver=2 filter=1}", InputImages.NONE);
        assertTrue(preview(job, 1, 0).length > 100);
        assertThrows(FileNotFoundException.class, () -> preview(job, 0, 0), "withheld");
        assertThrows(FileNotFoundException.class, () -> preview(job, 2, 0), "not made");
        assertThrows(FileNotFoundException.class, () -> preview(job, 1, 3), "no such number");
    }

    private byte[] preview(ProviderJob job, int index, int number) throws IOException {
        try (InputStream preview = sandbox.fetchPreview(job, ticket(job), index, number)) {
            return preview.readAllBytes();
        }
    }

    private static long distance(BufferedImage first, BufferedImage second) {
        long sum = 0;
        for (int y = 0; y < first.getHeight(); y++) {
            for (int x = 0; x < first.getWidth(); x++) {
                Color a = new Color(first.getRGB(x, y));
                Color b = new Color(second.getRGB(x, y));
                sum += Math.abs(a.getRed() - b.getRed()) + Math.abs(a.getBlue() - b.getBlue());
            }
        }
        return sum;
    }

    private ImageProvider.PollReply poll(ProviderJob job) {
        return sandbox.poll(job, ticket(job));
    }

    private ProviderTicket ticket(ProviderJob job) {
        return assertInstanceOf(ImageProvider.Accepted.class, sandbox.submit(job))
                .ticket();
    }

    private BufferedImage image(ProviderJob job, int index) throws IOException {
        return read(fetch(sandbox, job, index));
    }

    private static byte[] fetch(SandboxProvider provider, ProviderJob job, int index) throws IOException {
        try (InputStream image = provider.fetch(job, new ProviderTicket(SandboxProvider.ID, "sb-0"), index)) {
            return image.readAllBytes();
        }
    }

    private static BufferedImage read(byte[] bytes) throws IOException {
        return Objects.requireNonNull(ImageIO.read(new ByteArrayInputStream(bytes)));
    }

    private static SandboxProvider sandbox() {
        return new SandboxProvider(
                new SandboxConfig("on", Duration.ZERO, Duration.ofSeconds(1), "drawn", 0), InstantSource.system());
    }

    private static ProviderJob job(String prompt, InputImages inputs) {
        return job("gpt-image-2", prompt, inputs, ImageFormat.PNG);
    }

    private static ProviderJob job(String prompt, InputImages inputs, int secondsAgo) {
        ProviderJob job = job(prompt, inputs);
        Instant intendedAt = Instant.now().minusSeconds(secondsAgo);
        return new ProviderJob(job.reference(), job.route(), job.spec(), inputs, intendedAt);
    }

    private static ProviderJob job(String model, String prompt, InputImages inputs, ImageFormat format) {
        GenerationSpec spec = new GenerationSpec(
                inputs.references().isEmpty() ? Capability.TEXT_TO_IMAGE : Capability.IMAGE_TO_IMAGE,
                new ModelId(model),
                prompt,
                4,
                "standard",
                "4:3",
                SIZE,
                format,
                false,
                5L,
                GenerationSpec.NONE);
        return new ProviderJob("job-1-0", new Route(SandboxProvider.ID, model), spec, inputs, Instant.now());
    }
}
