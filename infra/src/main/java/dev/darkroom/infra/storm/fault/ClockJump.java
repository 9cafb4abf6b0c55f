package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.process.Clocks;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** The clock of one of our processes, or of all, is wrong for a while, ahead or behind. */
record ClockJump(Product product, int weight) implements Fault {

    private static final long MILLIS_MIN = 2000;
    private static final long MILLIS_MAX = 10_000;
    private static final long SECONDS_MIN = 10;
    private static final long SECONDS_MAX = 7200;

    @Override
    public String name() {
        return "F8 clock jump";
    }

    @Override
    public int strike(Random random) throws InterruptedException {
        Clocks clocks = Clocks.of(product.stack().data());
        List<String> all = clocks.processes();
        List<String> some = random.nextInt(3) == 0 ? all : List.of(all.get(random.nextInt(all.size())));
        for (String process : some) {
            Duration ahead = Duration.ofSeconds(random.nextLong(SECONDS_MIN, SECONDS_MAX));
            clocks.set(process, random.nextBoolean() ? ahead : ahead.negated());
        }
        try {
            Thread.sleep(random.nextLong(MILLIS_MIN, MILLIS_MAX));
        } finally {
            some.forEach(process -> clocks.set(process, Duration.ZERO));
        }
        return some.size();
    }
}
