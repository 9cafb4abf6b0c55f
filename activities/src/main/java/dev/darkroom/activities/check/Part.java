package dev.darkroom.activities.check;

import dev.darkroom.activities.check.rule.Rule;
import java.io.IOException;
import java.util.List;

/** Rules that are looked at together, because they are about the same things. */
interface Part {

    /** All that it looks at. */
    List<Rule> rules();

    /**
     * Looks at them.
     *
     * @throws UnreadableException where the database or Temporal did not answer
     * @throws IOException where the store of images did not
     */
    void run(Findings findings) throws IOException;
}
