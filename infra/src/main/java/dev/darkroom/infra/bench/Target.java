package dev.darkroom.infra.bench;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;

/**
 * Where jobs of a side go.
 *
 * @param key what its API wants to see; the bare side gets one too, and passes it over
 * @param processes the side's own
 */
record Target(Side side, URI uri, String key, List<Long> processes) {

    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final String BODY = """
        {"prompt": "a lighthouse at dusk", "aspect_ratio": "16:9"}\
        """;

    Target {
        processes = List.copyOf(processes);
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "Target[%s]".formatted(side);
    }

    /** The same request on both sides. */
    HttpRequest request() {
        return HttpRequest.newBuilder(uri)
                .timeout(ANSWER_MAX)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
    }
}
