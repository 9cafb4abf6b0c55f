package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.storm.traffic.StormSink;
import dev.darkroom.infra.storm.traffic.Traffic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Breaks one thing after the other, in an order that follows from a seed. */
public final class Nemesis {

    private static final long PAUSE_MILLIS_MIN = 200;
    private static final long PAUSE_MILLIS_MAX = 2500;

    private final List<Fault> faults;
    private final Random random;
    private final Map<String, Integer> fired = new TreeMap<>();

    /**
     * Knows what it can break.
     *
     * @param only names of faults, or the beginnings of names; none for all
     */
    public Nemesis(Product product, Traffic traffic, StormSink sink, List<String> only, long seed) {
        random = new Random(seed);
        List<Fault> all = new ArrayList<>(List.of(
                new Kill(product, "F1", "api", 12),
                new Kill(product, "F2", "worker", 24),
                new KillDatabase(product, 5),
                new Kill(product, "F4", "temporal", 5),
                freeze(product, "F1", "api", 5, 3),
                freeze(product, "F2", "worker", 14, 5),
                new Freeze("F3 freeze database", product::databasePids, Duration.ofSeconds(5), 3),
                freeze(product, "F4", "temporal", 8, 3),
                new Plug(product, false, 1),
                new Plug(product, true, 1),
                new BlobsAway(product, 4),
                new BadUpstream(product, 6),
                new Kill(product, "F6", "upstreams", 2),
                new BadSink(sink, 4)));
        for (Clicks.Click click : Clicks.Click.values()) {
            all.add(new Clicks(product, click, traffic::someJob, 4));
        }
        faults = all.stream()
                .filter(fault -> only.isEmpty() || only.stream().anyMatch(fault.name()::startsWith))
                .toList();
    }

    private static Fault freeze(Product product, String cell, String part, int secondsMax, int weight) {
        return new Freeze(
                cell + " freeze " + part,
                () -> product.stack().ready().pids(part),
                Duration.ofSeconds(secondsMax),
                weight);
    }

    /** The names of all that it breaks. */
    public Stream<String> names() {
        return faults.stream().map(Fault::name);
    }

    /** Breaks things for that long. */
    public void rage(Duration time) throws InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            Thread.sleep(random.nextLong(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX));
            Fault fault = next();
            fired.merge(fault.name(), fault.strike(random), Integer::sum);
        }
    }

    private Fault next() {
        int dice = random.nextInt(faults.stream().mapToInt(Fault::weight).sum());
        for (Fault fault : faults) {
            dice -= fault.weight();
            if (dice < 0) {
                return fault;
            }
        }
        return faults.getLast();
    }

    /** How often each fault really fired. */
    public Map<String, Integer> fired() {
        return new TreeMap<>(fired);
    }

    /** How many processes died by {@code kill -9}. */
    public static int kills(Map<String, Integer> fired) {
        return fired.entrySet().stream()
                .filter(entry -> entry.getKey().contains("kill"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }
}
