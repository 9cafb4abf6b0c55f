package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Limits;
import dev.darkroom.infra.live.world.Product;
import java.util.Optional;
import java.util.Random;

/**
 * A process may open nothing more, or write no file further, for a while: it has come to the end of its files, or of a
 * disk.
 *
 * @param part as {@code ready.json} names it
 */
record Scarcity(Product product, String part, Limits.Resource resource, int weight) implements Fault {

    private static final long MILLIS_MIN = 500;
    private static final long MILLIS_MAX = 8000;

    @Override
    public String name() {
        return "F11 %s of %s".formatted(resource == Limits.Resource.FILES ? "no more files" : "full disk", part);
    }

    @Override
    public int strike(Random random) throws InterruptedException {
        Optional<Long> victim = Victims.any(Victims.of(product, part), random);
        if (victim.isEmpty() || !Limits.exhaust(victim.get(), resource)) {
            return 0;
        }
        try {
            Thread.sleep(random.nextLong(MILLIS_MIN, MILLIS_MAX));
        } finally {
            Limits.lift(victim.get(), resource);
        }
        return 1;
    }
}
