package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.time.Duration;

/** The plug is pulled: every process dies at once, database and Temporal too, and everything is started again. */
public final class StackKills implements Check {

    private static final int CREDIT_USD = 1000;
    private static final int JOBS = 8;
    private static final int PAUSE_MILLIS_MAX = 3000;

    private final int kills;

    public StackKills(int kills) {
        this.kills = kills;
    }

    @Override
    public String claim() {
        return "%d times kill -9 of everything: every job ends as it must, each charged once".formatted(kills);
    }

    @Override
    public String run(Product product) throws IOException {
        Crowd crowd = new Crowd(product, product.stack().tenant("stack-kills", CREDIT_USD));
        for (int i = 0; i < kills; i++) {
            for (int n = 0; n < JOBS; n++) {
                crowd.post(Order.any(product.random()));
            }
            Patience.sleep(Duration.ofMillis(product.random().nextInt(PAUSE_MILLIS_MAX)));
            product.killAll();
            product.startAgain();
            product.books().check();
        }
        return crowd.endsWell();
    }
}
