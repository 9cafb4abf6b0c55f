package dev.darkroom.infra.storm.fault;

import static dev.darkroom.infra.upstream.Fault.CALLBACK_EARLY;
import static dev.darkroom.infra.upstream.Fault.CALLBACK_NEVER;
import static dev.darkroom.infra.upstream.Fault.CALLBACK_TWICE;
import static dev.darkroom.infra.upstream.Fault.FILE_LARGE;
import static dev.darkroom.infra.upstream.Fault.FILE_SLOW;
import static dev.darkroom.infra.upstream.Fault.SUBMIT_402;
import static dev.darkroom.infra.upstream.Fault.WORK_ENDLESS;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/** The provider misbehaves for a while, in some of all the ways that it can. */
record BadUpstream(Product product, int weight) implements Fault {

    // Whoever has to wait for the end of work that never ends, or of a file that comes in hours, waits in vain.
    // Fal is asked for no callbacks, and has no 402.
    private static final List<String> WAYS = EnumSet.complementOf(EnumSet.of(
                    WORK_ENDLESS, FILE_SLOW, FILE_LARGE, SUBMIT_402, CALLBACK_TWICE, CALLBACK_EARLY, CALLBACK_NEVER))
            .stream()
            .map(dev.darkroom.infra.upstream.Fault::word)
            .toList();
    private static final int AT_ONCE = 6;
    // So many of one stage come to less than 1.
    private static final double CHANCE = 0.15;
    private static final long MILLIS_MIN = 2000;
    private static final long MILLIS_MAX = 10_000;
    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);
    private static final Duration HEAL_MAX = Duration.ofMinutes(1);

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
        if (!isHeard(body)) {
            return 0;
        }
        try {
            Thread.sleep(time);
        } finally {
            Patience.until("the simulator's good behaviour", HEAL_MAX, () -> isHeard("{\"faults\": {}}"));
        }
        return 1;
    }

    /** Whether it was there to be told. */
    private boolean isHeard(String body) {
        URI uri = URI.create(product.stack().ready().text("upstreams") + "/_faults");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(ANSWER_MAX)
                    .PUT(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            int status =
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            MissException.unlessEqual(200, status, "the simulator's answer to " + body);
            return true;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        }
    }
}
