package dev.darkroom.activities.provider.sandbox;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ImageProviderContract;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SandboxProviderTest extends ImageProviderContract {

    private final SandboxProvider sandbox = new SandboxProvider(
            new SandboxConfig("on", Duration.ofMillis(30), Duration.ofSeconds(1), "drawn", 0), InstantSource.system());

    @Override
    public ImageProvider provider() {
        return sandbox;
    }

    @Override
    public ProviderJob job(Course course) {
        return job(
                switch (course) {
                    case DELIVERS -> "a lake";
                    case DELIVERS_ONE_OF_TWO -> "a lake {sandbox: deliver=1}";
                    case FILTERS_ONE_OF_TWO -> "{sandbox: filter=1} a lake";
                    case REJECTS -> "a lake {sandbox: fail=rejected}";
                    case DOES_NOT_ACCEPT -> "a lake {sandbox: fail=unavailable}";
                    case LOSES_THE_ANSWER -> "a lake {sandbox: fail=unknown}";
                    case FAILS -> "a lake {sandbox: fail=timeout}";
                },
                5L);
    }

    @Test
    void any_process_goes_on_with_the_ticket_alone() {
        ProviderJob job = job("a lake {sandbox: delay=300s}", 5L);
        ImageProvider.Accepted accepted = assertInstanceOf(ImageProvider.Accepted.class, sandbox.submit(job));
        SandboxProvider other = new SandboxProvider(
                new SandboxConfig("on", Duration.ofSeconds(1), Duration.ofSeconds(1), "drawn", 0),
                InstantSource.system());
        assertEquals(accepted, other.submit(job));
        assertEquals(new ImageProvider.Found(accepted.ticket()), other.find(job));
        assertInstanceOf(ImageProvider.Working.class, other.poll(job, accepted.ticket()));
    }

    @Test
    void reports_progress_unless_it_is_told_not_to() {
        Instant started = Instant.now().minusSeconds(50);
        ImageProvider.Working with =
                assertInstanceOf(ImageProvider.Working.class, poll(job("{sandbox: delay=100s}", 5L, started)));
        ImageProvider.Working without = assertInstanceOf(
                ImageProvider.Working.class, poll(job("{sandbox: delay=100s progress=off}", 5L, started)));
        assertTrue(with.percent() >= 49 && with.percent() <= 55, "percent: " + with.percent());
        assertEquals(0, without.percent());
    }

    @Test
    void an_empty_job_is_done_with_nothing() {
        Instant before = Instant.now().minusSeconds(5);
        assertEquals(new ImageProvider.Done(List.of()), poll(job("{sandbox: fail=empty}", 5L, before)));
        assertEquals(new ImageProvider.Done(List.of()), poll(job("{sandbox: deliver=0}", 5L, before)));
    }

    @Test
    void the_same_seed_gives_the_same_bytes_and_another_gives_others() throws IOException {
        byte[] first = fetch(job("a lake", 5L), 0);
        assertArrayEquals(first, fetch(job("a lake", 5L), 0));
        assertFalse(Arrays.equals(first, fetch(job("a lake", 6L), 0)));
        assertFalse(Arrays.equals(first, fetch(job("a lake", 5L), 1)));
        assertFalse(Arrays.equals(first, fetch(job("a hill", 5L), 0)));
        assertArrayEquals(fetch(job("a lake", null), 0), fetch(job("a lake", null), 0));
    }

    @Test
    void directives_are_not_drawn() throws IOException {
        assertArrayEquals(fetch(job("a lake", 5L), 0), fetch(job("a lake {sandbox: delay=1s}", 5L), 0));
    }

    @Test
    void a_stock_picture_serves_every_prompt() throws IOException {
        SandboxProvider stock = new SandboxProvider(
                new SandboxConfig("on", Duration.ZERO, Duration.ofSeconds(1), "stock", 0), InstantSource.system());
        ProviderTicket ticket = new ProviderTicket(SandboxProvider.ID, "sb-0");
        byte[] first = stock.fetch(job("a lake", 5L), ticket, 0).readAllBytes();
        assertArrayEquals(first, stock.fetch(job("a hill", 6L), ticket, 1).readAllBytes());
        assertEquals(96, ImageIO.read(new ByteArrayInputStream(first)).getWidth());
    }

    @Test
    void corrupt_bytes_are_no_image() throws IOException {
        assertEquals(null, ImageIO.read(new ByteArrayInputStream(fetch(job("{sandbox: fail=corrupt}", 5L), 0))));
    }

    @ParameterizedTest
    @EnumSource
    void draws_the_asked_size_in_the_asked_format(ImageFormat format) {
        byte[] picture = SandboxPictures.paint("Зимний лес, 東京, 🦊", 1, new ImageSize(100, 50), format);
        assertTrue(picture.length > 100);
    }

    @Test
    void objects_to_what_it_cannot_do() {
        assertEquals(
                Optional.empty(),
                sandbox.objection(job("a lake {sandbox: deliver=2}", 5L).spec()));
        assertEquals(
                Optional.of("the sandbox's deliver is a number from 0 to 2 here"),
                sandbox.objection(job("a lake {sandbox: deliver=3}", 5L).spec()));
    }

    @Test
    void settings_have_bounds() {
        assertThrows(
                InvalidSettingException.class,
                () -> new SandboxConfig("yes", Duration.ofSeconds(1), Duration.ofSeconds(1), "drawn", 0));
        assertThrows(
                InvalidSettingException.class,
                () -> new SandboxConfig("on", Duration.ofSeconds(301), Duration.ofSeconds(1), "drawn", 0));
        assertThrows(
                InvalidSettingException.class,
                () -> new SandboxConfig("on", Duration.ofSeconds(1), Duration.ofSeconds(1), "painted", 0));
    }

    private ImageProvider.PollReply poll(ProviderJob job) {
        ProviderTicket ticket = assertInstanceOf(ImageProvider.Accepted.class, sandbox.submit(job))
                .ticket();
        return sandbox.poll(job, ticket);
    }

    private byte[] fetch(ProviderJob job, int index) throws IOException {
        return sandbox.fetch(job, new ProviderTicket(SandboxProvider.ID, "sb-0"), index)
                .readAllBytes();
    }

    private static ProviderJob job(String prompt, @Nullable Long seed) {
        return job(prompt, seed, Instant.now());
    }

    private static ProviderJob job(String prompt, @Nullable Long seed, Instant intendedAt) {
        GenerationSpec spec = new GenerationSpec(
                Capability.TEXT_TO_IMAGE,
                new ModelId("gpt-image-2"),
                prompt,
                2,
                "standard",
                "1:1",
                new ImageSize(96, 64),
                ImageFormat.PNG,
                false,
                seed,
                GenerationSpec.NONE);
        return new ProviderJob("job-1-0", new Route(SandboxProvider.ID, "gpt-image-2"), spec, intendedAt);
    }
}
