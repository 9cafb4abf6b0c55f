package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import java.util.Random;

/** {@code kill -9} of the database, which comes back with what it had committed. */
record KillDatabase(Product product, int weight) implements Fault {

    @Override
    public String name() {
        return "F3 kill database";
    }

    @Override
    public int strike(Random random) {
        product.killDatabase();
        return 1;
    }
}
