package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.upstream.Desk.Asked;
import dev.darkroom.infra.upstream.Fault.Stage;
import dev.darkroom.infra.upstream.Work.Phase;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fal's queue: submit, status, result, cancel, and the callback at the end. */
final class FalQueue {

    private static final Pattern WORK =
            Pattern.compile("/([a-z0-9-]+/[a-z0-9.-]+)/requests/([A-Za-z0-9_-]+)(/status|/cancel)?");
    private static final Pattern APP = Pattern.compile("/([a-z0-9-]+/[a-z0-9.-]+)(/[a-z0-9./-]*)?");
    private static final Reply NOWHERE = Reply.of(404, JsonFields.of("status", "NOT_FOUND"));

    private final FalJson words;
    private final Desk desk;

    FalQueue(Shared shared) {
        words = new FalJson(shared.url());
        desk = new Desk(words, shared);
    }

    void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher work = WORK.matcher(path);
        Matcher app = APP.matcher(path);
        String method = exchange.getRequestMethod();
        if (!Answers.header(exchange, "Authorization").startsWith("Key ")) {
            Answers.json(exchange, FalJson.error(401, "auth_error", "Authentication is required"));
        } else if (work.matches()) {
            String id = work.group(2);
            switch (method + Objects.requireNonNullElse(work.group(3), "")) {
                case "GET/status" ->
                    desk.ask(desk.call(exchange, "status"), id, Stage.STATUS, FalJson.UNKNOWN, words::status);
                case "GET" -> desk.ask(desk.call(exchange, "result"), id, Stage.RESULT, FalJson.UNKNOWN, this::result);
                case "PUT/cancel" ->
                    desk.ask(desk.call(exchange, "cancel"), id, Stage.CANCEL, NOWHERE, FalQueue::cancel);
                default -> Answers.json(exchange, Reply.detail(405, "Method Not Allowed"));
            }
        } else if (app.matches() && method.equals("POST")) {
            desk.submit(
                    exchange,
                    body -> new Asked(words.order(app.group(1), StrictJson.read(body)), callback(exchange)),
                    words::submitted);
        } else {
            Answers.json(exchange, Reply.detail(404, "Not Found"));
        }
    }

    private @Nullable Callback callback(HttpExchange exchange) {
        String url = Answers.query(exchange, "fal_webhook");
        return url.isEmpty()
                ? null
                : new Callback(Callback.url("fal_webhook", url), false, true, words::told, _ -> Map.of());
    }

    private Reply result(Work work) {
        return work.isEnded()
                ? words.result(work, work.look())
                : FalJson.error(400, "bad_request", "Request is still in progress");
    }

    private static Reply cancel(Work work) {
        return work.cancel(Phase.QUEUED)
                ? Reply.of(202, JsonFields.of("status", "CANCELLATION_REQUESTED"))
                : Reply.of(400, JsonFields.of("status", "ALREADY_COMPLETED"));
    }
}
