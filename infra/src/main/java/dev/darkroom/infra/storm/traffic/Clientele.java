package dev.darkroom.infra.storm.traffic;

import dev.darkroom.infra.live.world.Stack;
import dev.darkroom.infra.live.world.Tenant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The tenants of a storm: the first asks for most of all, by Zipf's law, and the last has hardly any money.
 *
 * @param tenants in the order of how much they ask for
 */
public record Clientele(List<Tenant> tenants) {

    private static final int RICH_USD = 100_000;
    private static final int RICH = 4;
    private static final int BROKE_USD = 1;

    public Clientele {
        tenants = List.copyOf(tenants);
    }

    /** Makes them. */
    public static Clientele of(Stack stack) {
        List<Tenant> tenants = new ArrayList<>();
        for (int i = 1; i <= RICH; i++) {
            tenants.add(stack.tenant("storm-" + i, RICH_USD));
        }
        tenants.add(stack.tenant("storm-broke", BROKE_USD));
        return new Clientele(tenants);
    }

    /** Who asks next. */
    Tenant next(Random random) {
        double weight = 0;
        for (int rank = 1; rank <= tenants.size(); rank++) {
            weight += 1.0 / rank;
        }
        double dice = random.nextDouble(weight);
        for (int rank = 1; rank < tenants.size(); rank++) {
            dice -= 1.0 / rank;
            if (dice < 0) {
                return tenants.get(rank - 1);
            }
        }
        return tenants.getLast();
    }

    /** Somebody else. */
    Tenant other(Tenant tenant) {
        return tenants.getFirst().equals(tenant) ? tenants.getLast() : tenants.getFirst();
    }
}
