package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.upstream.Desk.Asked;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Gemini's generateContent: a request is answered with a picture, once it is made. */
final class GeminiContent {

    static final String PATH = "/gemini/v1beta/";

    private static final Pattern GENERATE = Pattern.compile(PATH + "models/([a-z0-9.-]+):generateContent");

    private final GeminiJson words = new GeminiJson();
    private final Desk desk;

    GeminiContent(Shared shared) {
        desk = new Desk(words, shared);
    }

    void handle(HttpExchange exchange) throws IOException {
        Matcher model = GENERATE.matcher(exchange.getRequestURI().getPath());
        String key = Answers.header(exchange, "x-goog-api-key") + Answers.query(exchange, "key");
        if (key.isEmpty()) {
            Answers.json(exchange, GeminiJson.error(403, 403, "A key is required"));
        } else if (model.matches() && exchange.getRequestMethod().equals("POST")) {
            desk.submit(
                    exchange, body -> new Asked(words.order(model.group(1), StrictJson.read(body)), null), this::made);
        } else {
            Answers.json(exchange, GeminiJson.error(404, 404, "There is no such method"));
        }
    }

    private Reply made(Work work) {
        work.await(Work.Phase.ENDED, Work.WAIT_MAX);
        return words.result(work);
    }
}
