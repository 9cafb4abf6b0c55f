package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Product;
import java.io.IOException;

/** Something that must be true of the running product. */
public interface Check {

    /** What must be true, in a few words. */
    String claim();

    /**
     * Tries it.
     *
     * @return what was seen, in a few words
     * @throws dev.darkroom.infra.live.world.MissException where it is not true
     */
    String run(Product product) throws IOException;
}
