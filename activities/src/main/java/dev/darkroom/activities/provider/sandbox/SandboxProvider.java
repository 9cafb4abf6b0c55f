package dev.darkroom.activities.provider.sandbox;

import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * Draws pictures. It keeps nothing of a job: the ticket is a function of the job and its intent, and how far the work is follows
 * from the ticket and the clock, so that any process can go on with it.
 */
@Singleton
@Requires(property = "darkroom.sandbox", value = "on")
public final class SandboxProvider implements ImageProvider {

    static final ProviderId ID = new ProviderId("sandbox");

    private static final Duration POLL_MAX = Duration.ofMillis(500);
    private static final Duration POLL_MIN = Duration.ofMillis(5);
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;
    private static final byte[] NO_IMAGE = "{\"detail\":\"this is not an image\"}".getBytes(StandardCharsets.US_ASCII);

    private final SandboxConfig config;
    private final Painter painter;
    private final Map<Canvas, byte[]> stock = new ConcurrentHashMap<>();

    public SandboxProvider(SandboxConfig config) {
        this.config = config;
        painter = new Painter();
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Optional<String> objection(GenerationSpec spec) {
        try {
            Directives.parse(spec.prompt(), spec.images());
            return Optional.empty();
        } catch (Directives.MalformedException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }

    @Override
    public SubmitReply submit(ProviderJob job) {
        return switch (directives(job).fail()) {
            case REJECTED -> new Refused(FailureKind.PROMPT_REJECTED);
            case UNAVAILABLE -> new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);
            case UNKNOWN -> new Unknown();
            case TIMEOUT, EMPTY, CORRUPT -> new Accepted(ticket(job));
            case null -> new Accepted(ticket(job));
        };
    }

    @Override
    public FindReply find(ProviderJob job) {
        return switch (directives(job).fail()) {
            case REJECTED, UNAVAILABLE, UNKNOWN -> new Unknown();
            case TIMEOUT, EMPTY, CORRUPT -> new Found(ticket(job));
            case null -> new Found(ticket(job));
        };
    }

    @Override
    public PollReply poll(ProviderJob job, ProviderTicket ticket) {
        Directives directives = directives(job);
        boolean hangs = directives.fail() == Directives.Fail.TIMEOUT;
        Duration delay = directives.delay() == null ? config.sandboxDelay() : directives.delay();
        Duration whole = hangs ? config.sandboxTimeout() : delay;
        Duration past = Duration.between(startedAt(ticket), Instant.now());
        if (past.compareTo(whole) < 0) {
            int percent = directives.progress() && !hangs ? (int) (100 * past.toMillis() / whole.toMillis()) : 0;
            return new Working(Math.max(0, percent), again(whole.minus(past)));
        }
        return hangs
                ? new Failed(FailureKind.PROVIDER_TIMEOUT)
                : new Done(yields(directives, job.spec().images()), job.spec().grid());
    }

    @Override
    public InputStream fetch(ProviderJob job, ProviderTicket ticket, int index) {
        if (directives(job).fail() == Directives.Fail.CORRUPT) {
            return new ByteArrayInputStream(NO_IMAGE);
        }
        GenerationSpec spec = job.spec();
        if (config.stock()) {
            return new ByteArrayInputStream(stock.computeIfAbsent(
                    new Canvas(spec.size(), spec.format()),
                    canvas -> painter.paint("a lake", 0, canvas.size(), canvas.format())));
        }
        byte[] image = painter.paint(Directives.strip(spec.prompt()), seed(job, index), spec.size(), spec.format());
        return new ByteArrayInputStream(image);
    }

    @Override
    public InputStream fetchGrid(ProviderJob job, ProviderTicket ticket) {
        GenerationSpec spec = job.spec();
        List<Long> seeds = IntStream.range(0, spec.images())
                .mapToObj(index -> seed(job, index))
                .toList();
        return new ByteArrayInputStream(
                painter.paintGrid(Directives.strip(spec.prompt()), seeds, spec.size(), spec.format()));
    }

    @Override
    public boolean cancel(ProviderJob job, ProviderTicket ticket) {
        return true;
    }

    private static long seed(ProviderJob job, int index) {
        Long asked = job.spec().seed();
        return (asked == null ? job.reference().hashCode() : asked) + index * SEED_STEP;
    }

    private record Canvas(ImageSize size, ImageFormat format) {}

    private static Directives directives(ProviderJob job) {
        return Directives.parse(job.spec().prompt(), job.spec().images());
    }

    private static ProviderTicket ticket(ProviderJob job) {
        return new ProviderTicket(
                ID, "sb-%s-%d".formatted(job.reference(), job.intendedAt().toEpochMilli()));
    }

    private static Instant startedAt(ProviderTicket ticket) {
        String reference = ticket.reference();
        return Instant.ofEpochMilli(Long.parseLong(reference.substring(reference.lastIndexOf('-') + 1)));
    }

    private static Duration again(Duration left) {
        if (left.compareTo(POLL_MAX) > 0) {
            return POLL_MAX;
        }
        return left.compareTo(POLL_MIN) < 0 ? POLL_MIN : left;
    }

    private static List<Yield> yields(Directives directives, int images) {
        Integer deliver = directives.deliver();
        int count = directives.fail() == Directives.Fail.EMPTY ? 0 : deliver == null ? images : deliver;
        List<Yield> yields = new ArrayList<>();
        for (int index = 0; index < count; index++) {
            yields.add(index < directives.filter() ? Yield.FILTERED : Yield.READY);
        }
        return yields;
    }
}
