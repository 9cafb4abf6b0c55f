package dev.darkroom.api.moderation;

import dev.darkroom.api.core.Moderation;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks a service of the operator's about whatever passes the word lists. Any answer but the two that it may give, and
 * none in time, is no ruling: the request is refused, and may be sent again.
 */
final class HttpModeration implements Moderation {

    private static final Logger LOG = LoggerFactory.getLogger(HttpModeration.class);
    private static final int OK = 200;
    private static final int ANSWER_BYTES_MAX = 65_536;
    private static final Map<String, JsonValue> ALLOWED = Map.of("allowed", new JsonValue.Bool(true));

    private final Moderation local;
    private final URI endpoint;
    private final Duration timeout;
    private final HttpClient client;
    private final AtomicBoolean away = new AtomicBoolean();

    /**
     * @param local asked first; what it blocks is not sent anywhere
     * @param timeout for the whole answer
     */
    HttpModeration(Moderation local, URI endpoint, Duration timeout) {
        this.local = local;
        this.endpoint = endpoint;
        this.timeout = timeout;
        // HTTP/1.1: the client's offer to upgrade plain HTTP confuses some servers. It follows no redirects.
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    @Override
    public Ruling judge(List<String> texts) {
        return switch (local.judge(texts)) {
            case Ruling.Allowed _ -> ask(texts);
            case Ruling.Blocked blocked -> blocked;
            case Ruling.Unavailable unavailable -> unavailable;
        };
    }

    private Ruling ask(List<String> texts) {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(question(texts), BodyHandlers.limiting(BodyHandlers.ofByteArray(), ANSWER_BYTES_MAX));
        try {
            // The request's own time-out ends with the headers; this one is for the body, too.
            HttpResponse<byte[]> response = answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                return unavailable("answered with status " + response.statusCode());
            }
            return ruling(response.body())
                    .map(this::known)
                    .orElseGet(() -> unavailable("answered something else than a ruling"));
        } catch (TimeoutException e) {
            answer.cancel(true);
            return unavailable("did not answer in time");
        } catch (ExecutionException e) {
            return unavailable("could not be asked (%s)"
                    .formatted(
                            e.getCause() == null
                                    ? "no reason"
                                    : e.getCause().getClass().getSimpleName()));
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            return unavailable("was not waited for");
        }
    }

    private HttpRequest question(List<String> texts) {
        return HttpRequest.newBuilder(endpoint)
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(BodyPublishers.ofString(JsonFields.of("texts", texts).text()))
                .build();
    }

    private static Optional<Ruling> ruling(byte[] body) {
        try {
            Map<String, JsonValue> fields = StrictJson.read(body).fieldsOrNone();
            if (fields.equals(ALLOWED)) {
                return Optional.of(new Ruling.Allowed());
            }
            boolean blocked = fields.size() == 2 && new JsonValue.Bool(false).equals(fields.get("allowed"));
            return blocked && fields.get("code") instanceof JsonValue.Str(String code)
                    ? kind(code).map(Ruling.Blocked::new)
                    : Optional.empty();
        } catch (BadFieldException e) {
            return Optional.empty();
        }
    }

    private static Optional<FailureKind> kind(String code) {
        return KINDS.stream().filter(kind -> kind.code().equals(code)).findFirst();
    }

    private Ruling known(Ruling ruling) {
        if (away.compareAndSet(true, false)) {
            LOG.info("the moderation service answers again");
        }
        return ruling;
    }

    /** Told once per outage: each request of it would be a line. */
    private Ruling unavailable(String reason) {
        if (away.compareAndSet(false, true)) {
            LOG.warn("the moderation service {}; requests are refused until it does", reason);
        }
        return new Ruling.Unavailable();
    }
}
