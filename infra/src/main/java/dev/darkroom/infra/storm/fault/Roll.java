package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
import java.util.Optional;
import java.util.Random;

/**
 * {@code kill -TERM} of a process of one part, as a release does it: it hands back what it has and ends, and the stack's
 * supervisor starts another.
 *
 * @param part as {@code ready.json} names it
 */
record Roll(Product product, String part, int weight) implements Fault {

    @Override
    public String name() {
        return "F10 roll " + part;
    }

    @Override
    public int strike(Random random) {
        Optional<Long> victim = Victims.any(Victims.of(product, part), random);
        victim.ifPresent(Signals::terminate);
        return victim.isPresent() ? 1 : 0;
    }
}
