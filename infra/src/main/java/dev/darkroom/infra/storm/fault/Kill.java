package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
import dev.darkroom.infra.process.Pids;
import java.util.List;
import java.util.Random;

/**
 * {@code kill -9} of processes of one part; the stack's supervisor starts them again.
 *
 * @param part as {@code ready.json} names it
 */
record Kill(Product product, String cell, String part, int weight) implements Fault {

    @Override
    public String name() {
        return cell + " kill " + part;
    }

    @Override
    public int strike(Random random) {
        List<Long> living =
                product.stack().ready().pids(part).stream().filter(Pids::lives).toList();
        if (living.isEmpty()) {
            return 0;
        }
        boolean all = random.nextInt(4) == 0;
        List<Long> victims = all ? living : List.of(living.get(random.nextInt(living.size())));
        victims.forEach(Signals::kill);
        return victims.size();
    }
}
