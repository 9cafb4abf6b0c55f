package dev.darkroom.infra.bench.bare.hop;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Takes the time of those that are under way, in one process and by one clock. */
@Singleton
final class HopClock implements HopActivities {

    private static final double NANOS_PER_MILLI = 1e6;

    private final Map<String, CompletableFuture<Double>> waiting = new ConcurrentHashMap<>();
    private final Map<String, Long> departures = new ConcurrentHashMap<>();

    /** What will be the milliseconds of that one. */
    CompletableFuture<Double> expect(String id) {
        CompletableFuture<Double> millis = new CompletableFuture<>();
        waiting.put(id, millis);
        return millis;
    }

    /** Nobody waits for it any more. */
    void forget(String id) {
        waiting.remove(id);
        departures.remove(id);
    }

    @Override
    public Hop depart(Hop hop) {
        departures.put(hop.id(), System.nanoTime());
        return hop;
    }

    @Override
    public Hop arrive(Hop hop) {
        long now = System.nanoTime();
        Optional<Long> departure = Optional.ofNullable(departures.get(hop.id()));
        Optional<CompletableFuture<Double>> millis = Optional.ofNullable(waiting.get(hop.id()));
        departure.ifPresent(then -> millis.ifPresent(future -> future.complete((now - then) / NANOS_PER_MILLI)));
        return hop;
    }
}
