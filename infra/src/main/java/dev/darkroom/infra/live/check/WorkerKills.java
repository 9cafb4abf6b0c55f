package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
import dev.darkroom.infra.process.Pids;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Workers are killed at random moments while jobs of every kind run side by side. */
public final class WorkerKills implements Check {

    private static final int CREDIT_USD = 1000;
    private static final int OPEN_JOBS = 10;
    private static final int PAUSE_MILLIS_MIN = 1000;
    private static final int PAUSE_MILLIS_MAX = 7000;
    private static final Duration REBIRTH_MAX = Duration.ofSeconds(30);

    private final int kills;

    public WorkerKills(int kills) {
        this.kills = kills;
    }

    @Override
    public String claim() {
        return "%d times kill -9 of a worker: every job ends as it must, each charged once".formatted(kills);
    }

    @Override
    public String run(Product product) {
        Crowd crowd = new Crowd(product, product.stack().tenant("worker-kills", CREDIT_USD));
        for (int i = 0; i < kills; i++) {
            fill(crowd, product.random());
            Patience.sleep(Duration.ofMillis(product.random().nextInt(PAUSE_MILLIS_MIN, PAUSE_MILLIS_MAX)));
            Signals.kill(someWorker(product));
            product.books().check();
        }
        return crowd.endsWell();
    }

    private static void fill(Crowd crowd, Random random) {
        long open = crowd.open();
        MissException.unless(open < 3L * OPEN_JOBS, "jobs pile up: " + open);
        for (long n = open; n < OPEN_JOBS; n++) {
            crowd.post(Order.any(random));
        }
    }

    /** One that lives; the next is not killed before there is one. */
    private static long someWorker(Product product) {
        return Patience.await("a living worker", REBIRTH_MAX, () -> {
            List<Long> living = product.stack().ready().pids("worker").stream()
                    .filter(Pids::lives)
                    .toList();
            return living.isEmpty()
                    ? Optional.<Long>empty()
                    : Optional.of(living.get(product.random().nextInt(living.size())));
        });
    }
}
