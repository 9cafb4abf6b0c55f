package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Limits;
import dev.darkroom.infra.live.world.Product;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Breaks one thing after the other, with several hands at once: a worker is killed while Temporal is frozen. What each
 * hand does, and in which order, follows from a seed.
 */
public final class Nemesis {

    private static final int HANDS = 4;
    private static final long PAUSE_MILLIS_MIN = 200;
    private static final long PAUSE_MILLIS_MAX = 2000;

    private final List<Fault> faults;
    private final Random random;
    private final Map<String, Integer> fired = new ConcurrentSkipListMap<>();
    private final Set<Fault> atWork = ConcurrentHashMap.newKeySet();
    private final ReadWriteLock world = new ReentrantReadWriteLock(true);

    /**
     * Knows what it can break.
     *
     * @param only names of faults, or the beginnings of names; none for all
     */
    public Nemesis(Targets targets, List<String> only, long seed) {
        random = new Random(seed);
        faults = all(targets).stream()
                .filter(fault -> only.isEmpty() || only.stream().anyMatch(fault.name()::startsWith))
                .toList();
    }

    private static List<Fault> all(Targets targets) {
        Product product = targets.product();
        List<Fault> all = new ArrayList<>(List.of(
                new Kill(product, "F1", "api", 16),
                new Kill(product, "F2", "worker", 32),
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
                new Roll(product, "api", 2),
                new Roll(product, "worker", 4),
                new Scarcity(product, "api", Limits.Resource.FILES, 2),
                new Scarcity(product, "worker", Limits.Resource.FILES, 2),
                new Scarcity(product, "worker", Limits.Resource.DISK, 2),
                new BadSink(targets.sink(), 4)));
        for (Clicks.Click click : Clicks.Click.values()) {
            all.add(new Clicks(product, click, targets.traffic()::someJob, 4));
        }
        all.add(new PauseActivities(product, targets.traffic()::someJob, 4));
        if (targets.clocks()) {
            all.add(new ClockJump(product, 4));
        }
        if (targets.disk() != null) {
            all.add(new FullDisk(targets.disk(), 4));
        }
        if (targets.links()) {
            all.addAll(List.of(
                    new CutLink(product, "api", "callers", 2),
                    new CutLink(product, "api", "database", 2),
                    new CutLink(product, "api", "temporal", 2),
                    new CutLink(product, "worker", "database", 4),
                    new CutLink(product, "worker", "temporal", 4),
                    new CutLink(product, "worker", "provider", 3)));
        }
        return all;
    }

    private static Fault freeze(Product product, String cell, String part, int secondsMax, int weight) {
        return new Freeze(
                cell + " freeze " + part,
                () -> product.stack().ready().pids(part),
                Duration.ofSeconds(secondsMax),
                weight);
    }

    /** Breaks things for that long. */
    public void rage(Duration time) throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + time.toNanos();
        try (ExecutorService hands = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> working = new ArrayList<>();
            for (int hand = 0; hand < HANDS; hand++) {
                Random chance = new Random(random.nextLong());
                working.add(hands.submit(() -> {
                    rage(chance, deadline);
                    return null;
                }));
            }
            for (Future<?> hand : working) {
                hand.get();
            }
        }
    }

    private void rage(Random chance, long deadline) throws InterruptedException {
        while (System.nanoTime() < deadline) {
            Thread.sleep(chance.nextLong(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX));
            Fault fault = next(chance);
            // What another hand is breaking is broken already.
            if (atWork.add(fault)) {
                try {
                    fired.merge(fault.name(), strike(fault, chance), Integer::sum);
                } finally {
                    atWork.remove(fault);
                }
            }
        }
    }

    private int strike(Fault fault, Random chance) throws InterruptedException {
        Lock lock = fault.isAlone() ? world.writeLock() : world.readLock();
        lock.lock();
        try {
            return fault.strike(chance);
        } finally {
            lock.unlock();
        }
    }

    private Fault next(Random chance) {
        int dice = chance.nextInt(faults.stream().mapToInt(Fault::weight).sum());
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
