package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.storm.traffic.StormSink;
import dev.darkroom.infra.storm.traffic.Traffic;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What can be broken.
 *
 * @param traffic which knows jobs to do something to
 * @param clocks whether the product's processes have clocks that can be set
 * @param links whether their connections can be cut
 * @param disk the small file system on which all of it lies, to be filled up; null where it lies elsewhere
 */
public record Targets(
        Product product,
        Traffic traffic,
        StormSink sink,
        boolean clocks,
        boolean links,
        @Nullable Path disk) {}
