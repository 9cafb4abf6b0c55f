package dev.darkroom.activities.provider.sandbox;

import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.provider.Billing;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Draws pictures, and edits those of others. It keeps nothing of a job: the ticket is a function of the job and its intent, and how far the work is follows
 * from the ticket and the clock, so that any process can go on with it.
 */
@Singleton
@Requires(property = "darkroom.sandbox", value = "on")
public final class SandboxProvider implements ImageProvider {

    static final ProviderId ID = new ProviderId("sandbox");

    private static final Duration POLL_MAX = Duration.ofMillis(500);
    private static final Duration POLL_MIN = Duration.ofMillis(5);
    private static final byte[] NO_IMAGE = "{\"detail\":\"this is not an image\"}".getBytes(StandardCharsets.US_ASCII);

    private final SandboxConfig config;
    private final InstantSource clock;
    private final Studio studio;
    private final Map<Canvas, byte[]> stock = new ConcurrentHashMap<>();

    @Inject
    SandboxProvider(SandboxConfig config, DatabaseClock clock) {
        this(config, (InstantSource) clock);
    }

    SandboxProvider(SandboxConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        studio = new Studio();
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
    public Billing billing(Route route) {
        return config.billing();
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
        Duration past = Duration.between(startedAt(ticket), clock.instant());
        if (past.compareTo(whole) < 0) {
            int percent = directives.progress() && !hangs ? percent(past, whole) : 0;
            return new Working(percent, again(whole.minus(past)), previews(percent));
        }
        if (hangs) {
            return new Failed(FailureKind.PROVIDER_TIMEOUT);
        }
        return refusesInputs(job)
                ? new Failed(FailureKind.INVALID_IMAGE)
                : new Done(yields(directives, job.spec().images()), job.spec().grid());
    }

    /** Bytes that cannot be had now are no reason to refuse them: whoever fetches the image finds out. */
    private boolean refusesInputs(ProviderJob job) {
        try {
            return !config.stock() && !studio.accepts(job);
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public InputStream fetch(ProviderJob job, ProviderTicket ticket, int index) throws IOException {
        if (directives(job).fail() == Directives.Fail.CORRUPT) {
            return new ByteArrayInputStream(NO_IMAGE);
        }
        GenerationSpec spec = job.spec();
        byte[] image = config.stock()
                ? stock.computeIfAbsent(new Canvas(spec.size(), spec.format()), _ -> studio.stock(spec))
                : studio.image(job, index);
        return new ByteArrayInputStream(image);
    }

    @Override
    public InputStream fetchGrid(ProviderJob job, ProviderTicket ticket) throws IOException {
        return new ByteArrayInputStream(studio.grid(job));
    }

    @Override
    public InputStream fetchPreview(ProviderJob job, ProviderTicket ticket, int index, int number) throws IOException {
        List<Yield> yields = yields(directives(job), job.spec().images());
        if (number >= PREVIEWS_MAX || index >= yields.size() || yields.get(index) != Yield.READY) {
            throw new FileNotFoundException("there is no such preview");
        }
        return new ByteArrayInputStream(studio.preview(job, index, number));
    }

    @Override
    public boolean cancel(ProviderJob job, ProviderTicket ticket) {
        return true;
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

    private static int percent(Duration past, Duration whole) {
        return (int) Math.clamp(100 * past.toMillis() / Math.max(1, whole.toMillis()), 0L, 99L);
    }

    /** One after each quarter of the work. */
    private static int previews(int percent) {
        return percent * (PREVIEWS_MAX + 1) / 100;
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
