package dev.darkroom.infra.bench.webhook;

import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.bench.webhook.Asker.Asked;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Webhooks as they arrive, and those that do not. */
final class Deliveries {

    private static final Duration ARRIVAL_MAX = Duration.ofSeconds(60);
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Arrival> arrivals = Collections.synchronizedList(new ArrayList<>());
    private final List<String> failures = Collections.synchronizedList(new ArrayList<>());
    private final Duration arrivalMax;

    Deliveries() {
        this(ARRIVAL_MAX);
    }

    /** @param arrivalMax after how long a webhook is lost */
    Deliveries(Duration arrivalMax) {
        this.arrivalMax = arrivalMax;
    }

    /** The first byte of a job's webhook. */
    record Arrival(String job, Instant firstByte) {}

    /** Asks for an image and waits for its webhook. */
    void one(Asker asker) throws InterruptedException {
        try {
            Asked asked = asker.ask();
            arrivals.add(new Arrival(asked.job(), arrival(asked)));
        } catch (LostWebhookException e) {
            failures.add(String.valueOf(e.getMessage()));
        }
    }

    /** What was wrong with those that are lost so far. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    /** All so far, with the time from the end of each job by its row. */
    WebhookBatch batch(Kind kind, Phase phase, int repeat, Ended ended) throws SQLException {
        List<Arrival> all = List.copyOf(arrivals);
        Map<String, Instant> ends = ended.at(all.stream().map(Arrival::job).toList());
        return batch(kind, phase, repeat, all, ends, failures);
    }

    /**
     * What is made of arrivals.
     *
     * @param ends of their jobs; one that is missing is a failure, and so is one after the arrival
     */
    static WebhookBatch batch(
            Kind kind,
            Phase phase,
            int repeat,
            List<Arrival> arrivals,
            Map<String, Instant> ends,
            List<String> failures) {
        List<Double> millis = new ArrayList<>();
        List<String> lost = new ArrayList<>(failures);
        for (Arrival arrival : arrivals) {
            Optional<Instant> end = Optional.ofNullable(ends.get(arrival.job()));
            if (end.isEmpty()) {
                lost.add("the webhook of job %s came, but its row has not ended".formatted(arrival.job()));
            } else if (arrival.firstByte().isBefore(end.get())) {
                lost.add("the webhook of job %s came before its end".formatted(arrival.job()));
            } else {
                millis.add(Duration.between(end.get(), arrival.firstByte()).toNanos() / NANOS_PER_MILLI);
            }
        }
        return WebhookBatch.of(kind, phase, repeat, millis, lost);
    }

    private Instant arrival(Asked asked) throws LostWebhookException, InterruptedException {
        try {
            return asked.firstByte().get(arrivalMax.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LostWebhookException(
                    "the webhook of job %s did not come within %d s".formatted(asked.job(), arrivalMax.toSeconds()));
        } catch (ExecutionException e) {
            throw new LostWebhookException("the receiver failed: " + e.getCause());
        }
    }
}
