package dev.darkroom.infra.storm;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a storm is like.
 *
 * @param length how long things are broken in a round
 * @param only names of faults, or the beginnings of names; none for all
 * @param clocks whether the product's processes have clocks that can be set
 * @param links whether their connections can be cut
 * @param disk the small file system on which all of it lies, to be filled up; null where it lies elsewhere
 */
record Plan(
        Duration length,
        double jobsPerSecond,
        List<String> only,
        boolean clocks,
        boolean links,
        @Nullable Path disk) {
    Plan {
        only = List.copyOf(only);
    }
}
