package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.upstream.Desk.Asked;
import java.io.IOException;
import java.util.UUID;

/** OpenAI's images: a request is answered with them, once they are made. */
final class OpenAiImages {

    static final String PATH = "/openai/v1/";

    private static final String REQUEST_ID = "x-request-id";

    private final OpenAiJson words = new OpenAiJson();
    private final Desk desk;

    OpenAiImages(Shared shared) {
        desk = new Desk(words, shared);
    }

    void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set(REQUEST_ID, UUID.randomUUID().toString());
        String path = exchange.getRequestURI().getPath().substring(PATH.length());
        if (!Answers.header(exchange, "Authorization").startsWith("Bearer ")) {
            Answers.json(
                    exchange,
                    OpenAiJson.error(401, "invalid_request_error", "invalid_api_key", "An API key is required"));
        } else if (exchange.getRequestMethod().equals("POST") && path.equals("images/generations")) {
            desk.submit(
                    exchange,
                    body -> new Asked(words.order(StrictJson.read(body)), null),
                    work -> made(exchange, work));
        } else if (exchange.getRequestMethod().equals("POST") && path.equals("images/edits")) {
            desk.submit(exchange, body -> edit(exchange, body), work -> made(exchange, work));
        } else {
            Answers.json(
                    exchange, OpenAiJson.error(404, "invalid_request_error", "unknown_url", "Unknown request URL"));
        }
    }

    private Asked edit(HttpExchange exchange, byte[] body) {
        String type = Answers.header(exchange, "Content-Type");
        if (!Form.is(type)) {
            JsonValue request = StrictJson.read(body);
            check(request.field("images") instanceof JsonValue.Arr(var images) && !images.isEmpty());
            return new Asked(words.order(request), null);
        }
        Form form = Form.read(type, body);
        check(form.files().stream().anyMatch(name -> name.equals("image") || name.equals("image[]")));
        return new Asked(words.order(form.fields()), null);
    }

    private static void check(boolean hasImage) {
        if (!hasImage) {
            throw new BadFieldException("image", "is required");
        }
    }

    private Reply made(HttpExchange exchange, Work work) {
        exchange.getResponseHeaders().set(REQUEST_ID, work.id());
        work.await(Work.Phase.ENDED, Work.WAIT_MAX);
        return words.result(work);
    }
}
