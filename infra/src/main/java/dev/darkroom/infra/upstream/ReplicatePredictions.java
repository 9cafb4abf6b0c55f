package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.upstream.Desk.Asked;
import dev.darkroom.infra.upstream.Fault.Stage;
import dev.darkroom.infra.upstream.Work.Phase;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Replicate's predictions: create, wait, look, cancel, and the webhooks at start and end. */
final class ReplicatePredictions {

    static final String PATH = "/replicate/v1/";

    private static final Pattern NAMED =
            Pattern.compile(PATH + "(?:models|deployments)/([a-z0-9_-]+/[a-z0-9._-]+)/predictions");
    private static final Pattern WORK = Pattern.compile(PATH + "predictions/([A-Za-z0-9-]+)(/cancel)?");
    private static final Pattern WAIT = Pattern.compile("wait(?:=([1-9]|[1-5]\\d|60))?");
    private static final Duration WAIT_MAX = Duration.ofSeconds(60);
    private static final Reply UNKNOWN = ReplicateJson.error(404, "The requested resource could not be found.");

    private final ReplicateJson words;
    private final ReplicateSecret secret = new ReplicateSecret();
    private final Desk desk;

    ReplicatePredictions(Shared shared) {
        words = new ReplicateJson(shared.url());
        desk = new Desk(words, shared);
    }

    void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher named = NAMED.matcher(path);
        Matcher work = WORK.matcher(path);
        String method = exchange.getRequestMethod();
        if (!Answers.header(exchange, "Authorization").matches("(Bearer|Token) .+")) {
            Answers.json(exchange, ReplicateJson.error(401, "An authentication token is required."));
        } else if (method.equals("POST") && path.equals(PATH + "predictions")) {
            submit(exchange, null);
        } else if (method.equals("POST") && named.matches()) {
            submit(exchange, named.group(1));
        } else if (method.equals("GET") && path.equals(PATH + "webhooks/default/secret")) {
            Answers.json(exchange, Reply.of(200, JsonFields.of("key", secret.key())));
        } else if (work.matches() && (method + Objects.requireNonNullElse(work.group(2), "")).equals("GET")) {
            desk.ask(desk.call(exchange, "status"), work.group(1), Stage.STATUS, UNKNOWN, words::seen);
        } else if (work.matches() && (method + work.group(2)).equals("POST/cancel")) {
            desk.ask(desk.call(exchange, "cancel"), work.group(1), Stage.CANCEL, UNKNOWN, this::cancel);
        } else {
            Answers.json(exchange, UNKNOWN);
        }
    }

    private void submit(HttpExchange exchange, @Nullable String model) throws IOException {
        Matcher wait = WAIT.matcher(Answers.header(exchange, "Prefer"));
        Duration most = Duration.ZERO;
        if (wait.matches()) {
            most = wait.group(1) == null ? WAIT_MAX : Duration.ofSeconds(Long.parseLong(wait.group(1)));
        }
        Duration waited = most;
        desk.submit(exchange, body -> asked(model, StrictJson.read(body)), work -> {
            if (waited.isPositive()) {
                work.await(Phase.ENDED, waited);
            }
            return words.created(work);
        });
    }

    private Asked asked(@Nullable String model, JsonValue request) {
        String name = model == null ? Inputs.text(request, "version") : model;
        return new Asked(words.order(name, request.field("input")), callback(request));
    }

    private @Nullable Callback callback(JsonValue request) {
        String url = Inputs.text(request, "webhook", "");
        return url.isEmpty()
                ? null
                : new Callback(
                        Callback.url("webhook", url),
                        wants(request, "start"),
                        wants(request, "completed"),
                        words::told,
                        secret::sign);
    }

    /** @throws BadFieldException where the filter is none */
    private static boolean wants(JsonValue request, String event) {
        return switch (request.field("webhook_events_filter")) {
            case JsonValue.Null _ -> true;
            case JsonValue.Arr(var events) -> events.contains(new JsonValue.Str(event));
            default -> throw new BadFieldException("webhook_events_filter", "must be an array");
        };
    }

    /** Work that has ended stays as it is, and is shown. */
    private Reply cancel(Work work) {
        work.cancel(Phase.RUNNING);
        return words.seen(work);
    }
}
