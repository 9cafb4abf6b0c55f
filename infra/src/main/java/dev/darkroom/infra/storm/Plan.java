package dev.darkroom.infra.storm;

import java.time.Duration;
import java.util.List;

/**
 * What a storm is like.
 *
 * @param length how long things are broken in a round
 * @param only names of faults, or the beginnings of names; none for all
 * @param clocks whether the product's processes have clocks that can be set
 * @param links whether their connections can be cut
 */
record Plan(Duration length, double jobsPerSecond, List<String> only, boolean clocks, boolean links) {
    Plan {
        only = List.copyOf(only);
    }
}
