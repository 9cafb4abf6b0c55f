package dev.darkroom.infra.bench.webhook;

import dev.darkroom.infra.bench.bare.hop.Hops;
import dev.darkroom.infra.bench.figure.Phase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Has the bare process measure its hops, one measurement at a time. */
final class BareHops {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(40);
    private static final int OK = 200;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final URI uri;

    BareHops(URI uri) {
        this.uri = uri;
    }

    WebhookBatch run(Hops hops, Phase phase, int repeat, int count) throws InterruptedException {
        List<Double> millis = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            try {
                millis.add(one(hops));
            } catch (LostWebhookException e) {
                failures.add(String.valueOf(e.getMessage()));
            }
        }
        return WebhookBatch.of(kind(hops), phase, repeat, millis, failures);
    }

    private static Kind kind(Hops hops) {
        return switch (hops) {
            case TWO -> Kind.TWO_HOPS;
            case SAME_QUEUE -> Kind.SAME_STEPS;
        };
    }

    private double one(Hops hops) throws LostWebhookException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .timeout(ANSWER_MAX)
                .POST(HttpRequest.BodyPublishers.ofString(hops.name()))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != OK) {
                throw new LostWebhookException("bare hops: %d %s".formatted(answer.statusCode(), answer.body()));
            }
            return Double.parseDouble(answer.body());
        } catch (IOException e) {
            throw new LostWebhookException("bare hops: " + e);
        }
    }
}
