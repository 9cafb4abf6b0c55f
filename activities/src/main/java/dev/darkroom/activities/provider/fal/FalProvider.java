package dev.darkroom.activities.provider.fal;

import dev.darkroom.activities.fetch.WebImages;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.net.Answer;
import dev.darkroom.activities.net.CallException;
import dev.darkroom.activities.net.Deadline;
import dev.darkroom.activities.net.OperatorHttp;
import dev.darkroom.activities.provider.Billing;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.activities.provider.fal.FalWire.Picture;
import dev.darkroom.activities.provider.fal.FalWire.Reply;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models at fal.ai, by its queue. The ticket is fal's own id of the request; all else is asked for anew each time.
 * What goes wrong on the way to an answer of the queue ends no job: it is asked again until the job's time is over. Fal
 * cannot be asked for a request by a name of ours, so that a submit whose answer was lost stays unknown.
 */
@Singleton
@Requires(property = "darkroom.fal.key", pattern = ".+")
public final class FalProvider implements ImageProvider {

    static final ProviderId ID = new ProviderId("fal");

    /** Tells fal nothing: it is for logs on the way, to be matched with ours. */
    static final String REFERENCE = "X-Darkroom-Reference";

    private static final long IMAGE_BYTES_MAX = 64L * 1024 * 1024;
    private static final Duration PAUSE_MIN = Duration.ofMillis(500);
    private static final Duration PAUSE_MAX = Duration.ofSeconds(4);
    private static final int PAUSE_PART = 10;
    private static final Duration TROUBLE_PAUSE = Duration.ofSeconds(2);
    // No longer: a cancel is seen between two polls.
    private static final Duration TROUBLE_PAUSE_MAX = Duration.ofSeconds(15);
    // So long after the submit, a queue that does not know its own id may not have heard of it yet.
    private static final Duration NEWS_MAX = Duration.ofSeconds(10);
    private static final int BEGUN = 1;

    private static final Logger LOG = LoggerFactory.getLogger(FalProvider.class);

    private final FalConfig config;
    private final OperatorHttp http;
    private final WebImages images;
    private final DatabaseClock clock;

    FalProvider(FalConfig config, OperatorHttp http, WebImages images, DatabaseClock clock) {
        this.config = config;
        this.http = http;
        this.images = images;
        this.clock = clock;
    }

    @Override
    public ProviderId id() {
        return ID;
    }

    @Override
    public Optional<String> objection(GenerationSpec spec) {
        return Optional.empty();
    }

    @Override
    public Billing billing(Route route) {
        return config.billing();
    }

    @Override
    public SubmitReply submit(ProviderJob job) {
        if (FalWire.inputBytes(job) > FalWire.INPUT_BYTES_MAX) {
            return new NotAccepted(FailureKind.INVALID_IMAGE);
        }
        byte[] request;
        try {
            request = FalWire.request(job);
        } catch (IOException e) {
            LOG.warn("an image that {} works from could not be read: {}", job.reference(), e.getClass());
            return new NotAccepted(FailureKind.STORAGE_ERROR);
        }
        Deadline deadline = Deadline.after(config.submitTimeout());
        try (Answer answer = http.post(url(FalWire.submitPath(job)), headers(job), request, deadline)) {
            return submitted(job, Reply.read(answer, clock.instant()));
        } catch (CallException e) {
            LOG.warn("the submit of {} to fal was not answered: {}", job.reference(), e.kind());
            return unanswered(e.kind());
        }
    }

    private static SubmitReply submitted(ProviderJob job, Reply reply) {
        Optional<String> id = reply.isSuccess() ? reply.requestId() : Optional.empty();
        if (id.isPresent()) {
            return new Accepted(new ProviderTicket(ID, id.get()));
        }
        SubmitReply meaning = reply.isSuccess() ? new Unknown() : FalErrors.ofSubmit(reply);
        LOG.warn("the submit of {} to fal was answered with {}: {}", job.reference(), reply.status(), meaning);
        return meaning;
    }

    /** Before there is a connection, nothing was sent. */
    private static SubmitReply unanswered(CallException.Kind kind) {
        return switch (kind) {
            case NOT_ALLOWED, BLOCKED, UNREACHABLE -> new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);
            case TIMED_OUT, BROKEN -> new Unknown();
        };
    }

    @Override
    public FindReply find(ProviderJob job) {
        return new Unknown();
    }

    @Override
    public PollReply poll(ProviderJob job, ProviderTicket ticket) {
        try {
            Reply status = get(job, ticket, "/status");
            if (!status.isSuccess()) {
                return status.status() >= 500 ? troubled(status) : missed(job, status);
            }
            return switch (status.word()) {
                case "COMPLETED" -> result(job, get(job, ticket, ""));
                case "IN_PROGRESS" -> new Working(BEGUN, pause(job));
                case "IN_QUEUE" -> new Working(0, pause(job));
                default -> troubled(status);
            };
        } catch (CallException e) {
            LOG.debug("fal was not heard of {}: {}", job.reference(), e.kind());
            return new Working(0, TROUBLE_PAUSE);
        }
    }

    private PollReply result(ProviderJob job, Reply reply) {
        if (!reply.isSuccess()) {
            return missed(job, reply);
        }
        Optional<List<Picture>> pictures =
                reply.body().flatMap(body -> FalWire.pictures(body, job.spec().images()));
        if (pictures.isPresent()) {
            return new Done(pictures.get().stream()
                    .map(picture -> picture.filtered() ? Yield.FILTERED : Yield.READY)
                    .toList());
        }
        if (reply.body().isEmpty()) {
            return troubled(reply);
        }
        return new Failed(FalErrors.isTold(reply) ? FalErrors.ofResult(reply) : FailureKind.EMPTY_RESULT);
    }

    /** There is no answer to the question: either the work has failed, or something between it and us. */
    private PollReply missed(ProviderJob job, Reply reply) {
        return switch (reply.status()) {
            case 404 -> age(job).compareTo(NEWS_MAX) < 0 ? troubled(reply) : new Failed(FailureKind.PROVIDER_ERROR);
            // A key that is no longer taken may be one again; the work goes on meanwhile.
            case 401, 402, 403, 408, 425, 429 -> troubled(reply);
            default ->
                reply.status() >= 500 && !FalErrors.isTold(reply)
                        ? troubled(reply)
                        : new Failed(FalErrors.ofResult(reply));
        };
    }

    private static PollReply troubled(Reply reply) {
        LOG.debug("fal answered a question with {} and nothing that helps", reply.status());
        Duration asked = reply.retryAfter().orElse(TROUBLE_PAUSE);
        return new Working(0, clamped(asked, PAUSE_MIN, TROUBLE_PAUSE_MAX));
    }

    @Override
    public InputStream fetch(ProviderJob job, ProviderTicket ticket, int index) throws IOException {
        Reply reply = get(job, ticket, "");
        List<Picture> pictures = reply.body()
                .filter(_ -> reply.isSuccess())
                .flatMap(body -> FalWire.pictures(body, job.spec().images()))
                .orElseThrow(() -> new IOException("fal does not show the result now"));
        if (index >= pictures.size()) {
            throw new FileNotFoundException("fal has no such picture any more");
        }
        return images.open(pictures.get(index).url(), IMAGE_BYTES_MAX);
    }

    @Override
    public boolean cancel(ProviderJob job, ProviderTicket ticket) {
        URI url = url(FalWire.workPath(job, ticket.reference()) + "/cancel");
        try (Answer answer = http.put(url, headers(job), Deadline.after(config.callTimeout()))) {
            Reply reply = Reply.read(answer, clock.instant());
            return reply.isSuccess() && reply.word().equals("CANCELLATION_REQUESTED");
        } catch (CallException e) {
            return false;
        }
    }

    private Reply get(ProviderJob job, ProviderTicket ticket, String part) throws CallException {
        URI url = url(FalWire.workPath(job, ticket.reference()) + part);
        try (Answer answer = http.get(url, headers(job), Deadline.after(config.callTimeout()))) {
            return Reply.read(answer, clock.instant());
        }
    }

    private URI url(String path) {
        return URI.create(config.url() + path);
    }

    private Map<String, String> headers(ProviderJob job) {
        return Map.of("Authorization", "Key " + config.key(), "Accept", "application/json", REFERENCE, job.reference());
    }

    /** The longer it takes already, the longer it may take to see its end. */
    private Duration pause(ProviderJob job) {
        return clamped(age(job).dividedBy(PAUSE_PART), PAUSE_MIN, PAUSE_MAX);
    }

    private Duration age(ProviderJob job) {
        return Duration.between(job.intendedAt(), clock.instant());
    }

    private static Duration clamped(Duration duration, Duration least, Duration most) {
        if (duration.compareTo(most) > 0) {
            return most;
        }
        return duration.compareTo(least) < 0 ? least : duration;
    }
}
