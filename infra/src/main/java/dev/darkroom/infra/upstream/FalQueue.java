package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.upstream.Fault.Stage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Fal's queue: submit, status, result, cancel, and the files of results. */
final class FalQueue {

    static final String PROVIDER = "fal";

    private static final Pattern WORK =
            Pattern.compile("/([a-z0-9-]+/[a-z0-9.-]+)/requests/([A-Za-z0-9_-]+)(/status|/cancel)?");
    private static final Pattern APP = Pattern.compile("/([a-z0-9-]+/[a-z0-9.-]+)(/[a-z0-9./-]*)?");
    private static final int BODY_MAX = 64 << 20;
    private static final String UNKNOWN = "{\"detail\":\"Request not found\",\"error_type\":\"not_found\"}";

    private final String url;
    private final Works works;
    private final Script script;
    private final RequestLog log;
    private final Duration delay;

    /**
     * A queue.
     *
     * @param url where it is reached
     * @param delay how long work takes unless its prompt says otherwise
     */
    FalQueue(String url, Works works, Script script, RequestLog log, Duration delay) {
        this.url = url;
        this.works = works;
        this.script = script;
        this.log = log;
        this.delay = delay;
    }

    void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher work = WORK.matcher(path);
        Matcher app = APP.matcher(path);
        String key = Objects.requireNonNullElse(exchange.getRequestHeaders().getFirst("Authorization"), "");
        String method = exchange.getRequestMethod();
        if (!key.startsWith("Key ")) {
            Answers.json(exchange, 401, "{\"detail\":\"Authentication is required\",\"error_type\":\"auth_error\"}");
        } else if (work.matches()) {
            String part = Objects.requireNonNullElse(work.group(3), "");
            switch (method + part) {
                case "GET/status" -> status(exchange, work.group(2));
                case "GET" -> result(exchange, work.group(2));
                case "PUT/cancel" -> cancel(exchange, work.group(2));
                default -> Answers.json(exchange, 405, "{\"detail\":\"Method Not Allowed\"}");
            }
        } else if (app.matches() && method.equals("POST")) {
            submit(exchange, app.group(1));
        } else {
            Answers.json(exchange, 404, "{\"detail\":\"Not Found\"}");
        }
    }

    private void submit(HttpExchange exchange, String app) throws IOException {
        Call call = call(exchange, "submit").taken(false);
        byte[] body = exchange.getRequestBody().readNBytes(BODY_MAX + 1);
        if (body.length > BODY_MAX) {
            call.json(413, "{\"detail\":\"Too large\"}");
            return;
        }
        Work.Order order;
        Directive directive;
        try {
            JsonValue request = StrictJson.read(body);
            order = FalJson.order(app, request);
            directive = Directive.of(order.prompt())
                    .orElseThrow(() -> new BadFieldException("prompt", "has a directive that is not known"));
        } catch (BadFieldException e) {
            call.json(422, FalJson.invalid("value_error", e.text()));
            return;
        }
        Optional<Fault> before = find(directive, Stage.SUBMIT);
        if (before.isPresent()) {
            call.wrong(before.get(), "", FalJson.own(before.get()));
            return;
        }
        accept(call, order, directive);
    }

    private void accept(Call call, Work.Order order, Directive directive) throws IOException {
        Optional<Fault> after = find(directive, Stage.ACCEPTED);
        List<Fault> faults = new ArrayList<>(directive.faults());
        script.draw(Stage.WORK).ifPresent(faults::add);
        String before = works.newest().orElse("");
        Work work = new Work(works.newId(), order, faults, Objects.requireNonNullElse(directive.delay(), delay));
        works.add(work);
        call.about(work.id()).taken(true);
        String right = FalJson.submitted(url, order.app(), work.id());
        if (after.isEmpty()) {
            call.json(200, right, lasting(faults));
        } else if (after.get() == Fault.SUBMIT_REUSED_ID && !before.isEmpty()) {
            call.about(before).json(200, FalJson.submitted(url, order.app(), before), after.get());
        } else if (after.get() == Fault.SUBMIT_REUSED_ID) {
            call.json(200, right);
        } else {
            call.wrong(after.get(), right, FalJson.own(after.get()));
        }
    }

    /** The fault that the work is taken with, and that shows later; null where it is to go well. */
    private static @Nullable Fault lasting(List<Fault> faults) {
        return faults.stream()
                .filter(fault -> fault.stage() == Stage.WORK)
                .findFirst()
                .orElse(null);
    }

    private void status(HttpExchange exchange, String id) throws IOException {
        Call call = call(exchange, "status").about(id);
        Optional<Work> work = known(id);
        if (work.isEmpty()) {
            call.json(404, UNKNOWN);
            return;
        }
        String status = work.get().status();
        String right = FalJson.status(url, work.get().order().app(), id, status);
        Optional<Fault> fault = due(work.get(), Stage.STATUS);
        if (fault.isPresent()) {
            call.wrong(fault.get(), right, FalJson.own(fault.get()));
        } else {
            call.json(status.equals("COMPLETED") ? 200 : 202, right);
        }
    }

    private void result(HttpExchange exchange, String id) throws IOException {
        Call call = call(exchange, "result").about(id);
        Optional<Work> found = known(id);
        if (found.isEmpty()) {
            call.json(404, UNKNOWN);
            return;
        }
        Work work = found.get();
        Optional<Fault> fault = due(work, Stage.RESULT);
        if (!work.status().equals("COMPLETED")) {
            call.json(400, "{\"detail\":\"Request is still in progress\",\"error_type\":\"bad_request\"}");
        } else if (fault.isPresent()) {
            call.wrong(fault.get(), FalJson.result(url, work), FalJson.own(fault.get()));
        } else {
            outcome(call, work);
        }
    }

    /** What the work itself has come to. */
    private void outcome(Call call, Work work) throws IOException {
        int looks = work.show();
        if (work.isCanceled()) {
            call.json(499, "{\"detail\":\"Request was cancelled\",\"error_type\":\"client_cancelled\"}");
        } else if (work.has(Fault.WORK_FAILED) || (work.has(Fault.WORK_FLIPS) && looks > 1)) {
            call.json(500, "{\"detail\":\"The runner failed\",\"error_type\":\"runner_server_error\"}");
        } else if (work.has(Fault.WORK_REJECTED)) {
            call.json(422, FalJson.own(Fault.SUBMIT_REJECTED));
        } else if (work.has(Fault.WORK_ERROR_IN_200)) {
            call.json(200, "{\"detail\":\"The runner failed\",\"error_type\":\"runner_server_error\"}");
        } else {
            call.json(200, FalJson.result(url, work));
        }
    }

    private void cancel(HttpExchange exchange, String id) throws IOException {
        Call call = call(exchange, "cancel").about(id);
        Optional<Work> work = known(id);
        if (work.isEmpty()) {
            call.json(404, "{\"status\":\"NOT_FOUND\"}");
            return;
        }
        Optional<Fault> fault = due(work.get(), Stage.CANCEL);
        if (fault.isPresent()) {
            call.wrong(fault.get(), "", FalJson.own(fault.get()));
        } else if (work.get().cancel()) {
            call.json(202, "{\"status\":\"CANCELLATION_REQUESTED\"}");
        } else {
            call.json(400, "{\"status\":\"ALREADY_COMPLETED\"}");
        }
    }

    private Call call(HttpExchange exchange, String what) {
        return new Call(exchange, log, script, PROVIDER, what);
    }

    private Optional<Work> known(String id) {
        return works.find(id).filter(work -> !work.has(Fault.WORK_UNKNOWN));
    }

    private Optional<Fault> due(Work work, Stage stage) {
        return work.due(stage).or(() -> script.draw(stage));
    }

    private Optional<Fault> find(Directive directive, Stage stage) {
        return directive.faults().stream()
                .filter(fault -> fault.stage() == stage)
                .findFirst()
                .or(() -> script.draw(stage));
    }
}
