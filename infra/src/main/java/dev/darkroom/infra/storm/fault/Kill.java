package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
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
        List<Long> living = Victims.of(product, part);
        boolean all = random.nextInt(4) == 0;
        List<Long> victims = all ? living : Victims.any(living, random).stream().toList();
        victims.forEach(Signals::kill);
        return victims.size();
    }
}
