package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.upstream.Desk.Asked;
import dev.darkroom.infra.upstream.Fault.Stage;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Black Forest Labs' tasks: submit, and one question for status and result. */
final class BflTasks {

    static final String PATH = "/bfl/v1/";

    private static final Pattern MODEL = Pattern.compile(PATH + "(flux-[a-z0-9.-]+)");
    private static final int ACTIVE_MAX = 24;
    private static final int ACTIVE_KONTEXT_MAX = 6;
    private static final String KONTEXT_MAX = "flux-kontext-max";

    private final BflJson words;
    private final Desk desk;

    BflTasks(Shared shared) {
        words = new BflJson(shared.url());
        desk = new Desk(words, shared);
    }

    void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        Matcher model = MODEL.matcher(path);
        String method = exchange.getRequestMethod();
        if (Answers.header(exchange, "x-key").isEmpty()) {
            Answers.json(exchange, Reply.detail(403, "A key is required"));
        } else if (method.equals("POST") && model.matches() && isFull(model.group(1))) {
            desk.call(exchange, "submit").taken(false).json(words.own(Fault.SUBMIT_429));
        } else if (method.equals("POST") && model.matches()) {
            desk.submit(
                    exchange,
                    body -> new Asked(words.order(model.group(1), StrictJson.read(body)), null),
                    words::submitted);
        } else if (method.equals("GET") && path.equals(PATH + "get_result")) {
            String id = Answers.query(exchange, "id");
            desk.ask(desk.call(exchange, "status"), id, Stage.STATUS, BflJson.unknown(id), words::result);
        } else {
            Answers.json(exchange, Reply.detail(404, "Not Found"));
        }
    }

    private boolean isFull(String model) {
        return desk.active(_ -> true) >= ACTIVE_MAX
                || (model.equals(KONTEXT_MAX)
                        && desk.active(work -> work.order().model().equals(model)) >= ACTIVE_KONTEXT_MAX);
    }
}
