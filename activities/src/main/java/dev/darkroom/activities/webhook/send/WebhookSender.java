package dev.darkroom.activities.webhook.send;

import static java.util.Objects.requireNonNull;

import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.net.Answer;
import dev.darkroom.activities.net.CallException;
import dev.darkroom.activities.net.Deadline;
import dev.darkroom.activities.net.GuardedHttp;
import dev.darkroom.activities.net.RetryAfter;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends a webhook once. The status decides: once the head of an answer is there, the attempt is what its status says,
 * whatever the body then does. Of the body up to 64 KiB are read, for up to a second. Redirects are not followed.
 */
@Singleton
public final class WebhookSender {

    /** From the first question for an address to the end of the call. */
    static final Duration TIME_MAX = Duration.ofSeconds(10);

    private static final Duration BODY_TIME_MAX = Duration.ofSeconds(1);

    /** More than is kept, so that most answers are read to their end and their receivers see no broken connection. */
    private static final int BODY_BYTES_MAX = 64 * 1024;

    private static final Logger LOG = LoggerFactory.getLogger(WebhookSender.class);

    private final GuardedHttp http;
    private final Duration timeMax;
    private final InstantSource clock;

    @Inject
    WebhookSender(GuardedHttp http, DatabaseClock clock) {
        this(http, TIME_MAX, clock);
    }

    WebhookSender(GuardedHttp http, Duration timeMax, InstantSource clock) {
        this.http = http;
        this.timeMax = timeMax;
        this.clock = clock;
    }

    /**
     * Makes one attempt, which takes 10 s at most. Nothing is thrown: whatever happens is in the attempt. It runs on a
     * thread of its own, a virtual one, as those can be interrupted while they wait for a socket: an interrupt of the
     * caller hangs up, stays set, and makes the attempt {@link Problem#BROKEN}.
     */
    public Attempt send(Message message) {
        Instant at = clock.instant();
        FutureTask<Attempt> attempt = new FutureTask<>(() -> attempt(message, at));
        Thread sending = Thread.ofVirtual().name("webhook-attempt").start(attempt);
        try {
            return attempt.get();
        } catch (InterruptedException e) {
            sending.interrupt();
            Thread.currentThread().interrupt();
            return Attempt.failed(at, Problem.BROKEN, null);
        } catch (ExecutionException e) {
            // Not its text, which may hold the URL.
            LOG.error(
                    "an attempt at event {} ended with {}",
                    message.id(),
                    requireNonNull(e.getCause()).getClass());
            return Attempt.failed(at, Problem.BROKEN, null);
        }
    }

    private Attempt attempt(Message message, Instant at) {
        long began = System.nanoTime();
        Map<String, String> headers = new LinkedHashMap<>(message.headers());
        headers.putAll(WebhookSignature.headers(message, at));
        try (Answer answer = http.post(message.url(), headers, message.body(), Deadline.after(timeMax))) {
            return answered(answer, at, since(began));
        } catch (CallException e) {
            return switch (e.kind()) {
                case NOT_ALLOWED, BLOCKED, UNREACHABLE -> Attempt.failed(at, Problem.UNREACHABLE, null);
                case TIMED_OUT -> Attempt.failed(at, Problem.TIMED_OUT, since(began));
                case BROKEN -> Attempt.failed(at, Problem.BROKEN, since(began));
            };
        }
    }

    private Attempt answered(Answer answer, Instant at, Duration took) {
        answer.endWithin(BODY_TIME_MAX);
        Duration retryAfter = answer.header(RetryAfter.NAME)
                .map(value -> RetryAfter.read(value, clock.instant()))
                .orElse(null);
        return new Attempt(at, answer.status(), took, null, text(answer.body()), retryAfter);
    }

    /** What has come of a body before it ended, broke off, or was too much. */
    private static String text(InputStream body) {
        byte[] bytes = new byte[BODY_BYTES_MAX];
        int count = 0;
        try {
            int more;
            while (count < bytes.length && (more = body.read(bytes, count, bytes.length - count)) >= 0) {
                count += more;
            }
        } catch (IOException e) {
            LOG.debug("the body of an answer to a webhook broke off after {} bytes", count);
        }
        return AnswerText.of(bytes, count);
    }

    private static Duration since(long beganNanos) {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }
}
