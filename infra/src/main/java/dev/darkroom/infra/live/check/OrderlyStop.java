package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.time.Duration;

/** SIGTERM to {@code infra/run} alone, with jobs under way, stops everything; a start goes on with them. */
public final class OrderlyStop implements Check {

    private static final int CREDIT_USD = 10;
    private static final int JOBS = 5;

    @Override
    public String claim() {
        return "SIGTERM to infra/run stops every process within 30 s, and a start goes on with what was left";
    }

    @Override
    public String run(Product product) throws IOException {
        Crowd crowd = new Crowd(product, product.stack().tenant("stop", CREDIT_USD));
        for (int i = 0; i < JOBS; i++) {
            crowd.post(Order.plain("4s"));
        }
        Duration taken = product.stack().stop();
        MissException.unless(!product.stack().isReady(), "ready.json is still there");
        product.stack().start();
        return "stopped in %.1f s; %s".formatted(taken.toMillis() / 1000.0, crowd.endsWell());
    }
}
