package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Links;
import dev.darkroom.infra.live.world.Product;
import java.util.List;
import java.util.Random;

/**
 * One connection of one process is cut for a while, while all else goes on: refused, silent, deaf one way or the other,
 * broken off, reset or slow.
 *
 * @param part whose: {@code api} or {@code worker}
 * @param other what it talks to, as the link's name ends
 */
record CutLink(Product product, String part, String other, int weight) implements Fault {

    private static final long MILLIS_MIN = 300;
    private static final long MILLIS_MAX = 8000;
    private static final int BYTES_MAX = 4000;
    private static final int LATE_MILLIS_MAX = 3000;
    private static final List<Links.Cut> CUTS = List.of(Links.Cut.values());

    @Override
    public String name() {
        return "F7 cut %s to %s".formatted(part, other);
    }

    @Override
    public int strike(Random random) throws InterruptedException {
        Links links = new Links(product.stack());
        List<String> names = links.names().stream()
                .filter(name -> name.startsWith(part) && name.endsWith(other))
                .toList();
        if (names.isEmpty()) {
            return 0;
        }
        String name = names.get(random.nextInt(names.size()));
        Links.Cut cut = CUTS.get(random.nextInt(CUTS.size()));
        try {
            if (!links.cut(name, cut, random.nextInt(1, cut == Links.Cut.SLOW ? LATE_MILLIS_MAX : BYTES_MAX))) {
                return 0;
            }
            Thread.sleep(random.nextLong(MILLIS_MIN, MILLIS_MAX));
        } finally {
            links.mend(name, cut);
        }
        return 1;
    }
}
