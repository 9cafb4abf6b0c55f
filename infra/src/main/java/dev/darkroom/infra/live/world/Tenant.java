package dev.darkroom.infra.live.world;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/**
 * A caller with a wallet.
 *
 * @param key its API key
 * @param webhookSecret signs what is told to the URLs in its requests
 */
public record Tenant(String id, String name, String key, String webhookSecret) {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(ANSWER_MAX)
            .build();

    /** Hides the key and the secret. */
    @Override
    public String toString() {
        return "Tenant[%s]".formatted(name);
    }

    /**
     * Asks for images.
     *
     * @throws IOException where no answer came
     */
    public Answer generate(String api, String body, String idempotencyKey) throws IOException {
        return send(request(api + "/v1/images/generations")
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", idempotencyKey)
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /**
     * Sends JSON.
     *
     * @throws IOException where no answer came
     */
    public Answer post(String url, String body) throws IOException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /**
     * Sends JSON, by any method.
     *
     * @throws IOException where no answer came
     */
    public Answer send(String method, String url, String body) throws IOException {
        return send(request(url)
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build());
    }

    /**
     * Reads.
     *
     * @throws IOException where no answer came
     */
    public Answer get(String url) throws IOException {
        return send(request(url).build());
    }

    /** Reads a file at a signed URL, without the key. */
    public static Answer download(String url) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER_MAX).build());
    }

    private HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(ANSWER_MAX).header("Authorization", "Bearer " + key);
    }

    private static Answer send(HttpRequest request) throws IOException {
        try {
            return new Answer(HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
