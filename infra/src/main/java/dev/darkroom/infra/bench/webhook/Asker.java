package dev.darkroom.infra.bench.webhook;

import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** A tenant that wants to be told of each of its jobs at a URL of its own. */
final class Asker {

    private static final int ACCEPTED = 202;
    private static final String JOB_HEADER = "X-Job-Id";

    private final String api;
    private final Tenant tenant;
    private final Sink sink;

    /** @param api the base URL of the server */
    Asker(String api, Tenant tenant, Sink sink) {
        this.api = api;
        this.tenant = tenant;
        this.sink = sink;
    }

    /** A job, and when the first byte of its webhook came. */
    record Asked(String job, CompletableFuture<Instant> firstByte) {}

    /**
     * Asks for an image.
     *
     * @throws LostWebhookException where that is refused
     */
    Asked ask() throws LostWebhookException {
        Sink.Call call = sink.expect();
        try {
            Answer answer = tenant.post(api + "/v1/images/generations", body(call.url()));
            if (answer.status() != ACCEPTED) {
                throw new LostWebhookException("refused with %d".formatted(answer.status()));
            }
            return new Asked(answer.response().headers().firstValue(JOB_HEADER).orElseThrow(), call.firstByte());
        } catch (IOException e) {
            throw new LostWebhookException("no answer: " + e);
        }
    }

    private static String body(String url) {
        return """
            {"prompt": "a lighthouse at dusk", "aspect_ratio": "16:9", "webhook_url": "%s"}\
            """.formatted(url);
    }
}
