package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Signals;
import dev.darkroom.infra.process.Pids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;

/**
 * {@code kill -STOP} of a process, and {@code -CONT} a while later: it goes on as if no time had passed.
 *
 * @param pids of the processes of which one is frozen
 * @param most how long it is frozen at the most
 */
record Freeze(String name, Supplier<List<Long>> pids, Duration most, int weight) implements Fault {

    private static final long MILLIS_MIN = 500;

    @Override
    public int strike(Random random) throws InterruptedException {
        List<Long> living = pids.get().stream().filter(Pids::lives).toList();
        Optional<Long> victim = Victims.any(living, random);
        if (victim.isEmpty()) {
            return 0;
        }
        long pid = victim.get();
        Signals.freeze(pid);
        try {
            Thread.sleep(random.nextLong(MILLIS_MIN, most.toMillis()));
        } finally {
            Signals.thaw(pid);
        }
        return 1;
    }
}
