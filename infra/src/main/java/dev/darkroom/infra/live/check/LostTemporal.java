package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The whole database of Temporal is lost while jobs are in every state. They go on from their rows. */
public final class LostTemporal implements Check {

    private static final int CREDIT_USD = 100;
    private static final int JOBS_OF_A_WAVE = 10;

    @Override
    public String claim() {
        return "Temporal's database deleted with 20 jobs in every state: all end as they must";
    }

    @Override
    public String run(Product product) throws IOException {
        Crowd crowd = new Crowd(product, product.stack().tenant("lost", CREDIT_USD));
        for (int i = 0; i < JOBS_OF_A_WAVE; i++) {
            crowd.post(Order.any(product.random()));
        }
        Patience.sleep(Duration.ofSeconds(2));
        for (int i = 0; i < JOBS_OF_A_WAVE; i++) {
            crowd.post(Order.any(product.random()));
        }
        product.killAll();
        for (String suffix : new String[] {"", "-wal", "-shm"}) {
            Files.deleteIfExists(Path.of(product.stack().data() + "/temporal.db" + suffix));
        }
        product.startAgain();
        return crowd.endsWell();
    }
}
