package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.process.Pids;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The processes that something can be done to. */
final class Victims {

    private Victims() {}

    /**
     * Those of a part that live.
     *
     * @param part as {@code ready.json} names it
     */
    static List<Long> of(Product product, String part) {
        return product.stack().ready().pids(part).stream().filter(Pids::lives).toList();
    }

    /** One of them; empty where there is none. */
    static Optional<Long> any(List<Long> living, Random random) {
        return living.isEmpty() ? Optional.empty() : Optional.of(living.get(random.nextInt(living.size())));
    }
}
