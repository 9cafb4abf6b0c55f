package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Temporal hangs, then dies. Callers are accepted and answered meanwhile. */
public final class FrozenTemporal implements Check {

    private static final int CREDIT_USD = 10;
    private static final int JOBS = 6;
    private static final Duration FROZEN = Duration.ofSeconds(15);
    private static final Duration QUICK = Duration.ofSeconds(3);

    @Override
    public String claim() {
        return "Temporal frozen, then killed: posts and reads go on, and every job ends as it must";
    }

    @Override
    public String run(Product product) throws IOException {
        Crowd crowd = new Crowd(product, product.stack().tenant("frozen", CREDIT_USD));
        long pid = product.stack().ready().pids("temporal").getFirst();
        crowd.post(Order.plain("2s"));
        Signals.freeze(pid);
        List<Duration> taken = new ArrayList<>();
        try {
            for (int i = 0; i < JOBS; i++) {
                long started = System.nanoTime();
                Job job = crowd.post(Order.plain("0.2s"));
                String api = product.stack().ready().apis().getFirst();
                MissException.unlessEqual(
                        200,
                        job.tenant().get(api + "/v1/tasks/" + job.taskId()).status(),
                        "a read while Temporal hangs");
                taken.add(Duration.ofNanos(System.nanoTime() - started));
            }
            Patience.sleep(FROZEN);
        } finally {
            Signals.thaw(pid);
        }
        Duration slowest = taken.stream().max(Duration::compareTo).orElseThrow();
        MissException.unless(slowest.compareTo(QUICK) < 0, "a post and a read took " + slowest);
        String seen = crowd.endsWell();
        crowd.post(Order.plain("2s"));
        Signals.kill(pid);
        crowd.post(Order.plain("0.2s"));
        String _ = crowd.endsWell();
        return "slowest post and read %d ms; %s".formatted(slowest.toMillis(), seen);
    }
}
