package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** The provider misbehaves for a while, in some of all the ways that it can. */
record BadUpstream(Product product, int weight) implements Fault {

    private static final List<String> WAYS = List.of(
            "submit-500",
            "submit-503",
            "submit-429",
            "submit-reset",
            "submit-hang",
            "submit-502-after-accept",
            "submit-reset-after-accept",
            "submit-hang-after-accept",
            "submit-html",
            "submit-truncated",
            "submit-reused-id",
            "status-500",
            "status-429",
            "status-reset",
            "status-hang",
            "status-html",
            "result-502",
            "result-reset",
            "result-truncated",
            "work-unknown",
            "work-failed",
            "work-rejected",
            "work-flips",
            "work-error-in-200",
            "work-more",
            "work-fewer",
            "work-none",
            "work-same",
            "work-filtered",
            "file-404",
            "file-not-image");
    private static final int AT_ONCE = 6;
    private static final double CHANCE = 0.3;
    private static final long MILLIS_MIN = 2000;
    private static final long MILLIS_MAX = 10_000;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    @Override
    public String name() {
        return "F6 provider misbehaves";
    }

    @Override
    public int strike(Random random) throws InterruptedException {
        String ways = random.ints(AT_ONCE, 0, WAYS.size())
                .distinct()
                .mapToObj(way -> "\"%s\": %s".formatted(WAYS.get(way), CHANCE))
                .collect(Collectors.joining(", "));
        String body = "{\"seed\": %d, \"faults\": {%s}}".formatted(random.nextInt(), ways);
        long time = random.nextLong(MILLIS_MIN, MILLIS_MAX);
        if (!set(body)) {
            return 0;
        }
        try {
            Thread.sleep(time);
        } finally {
            boolean _ = set("{}");
        }
        return 1;
    }

    /** Whether it heard it. */
    private boolean set(String body) throws InterruptedException {
        URI uri = URI.create(product.stack().ready().text("upstreams") + "/_faults");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(ANSWER_MAX)
                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() < 300;
        } catch (IOException e) {
            return false;
        }
    }
}
