package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.storm.traffic.StormSink;
import dev.darkroom.infra.storm.traffic.Traffic;

/**
 * What can be broken.
 *
 * @param traffic which knows jobs to do something to
 * @param clocks whether the product's processes have clocks that can be set
 * @param links whether their connections can be cut
 */
public record Targets(Product product, Traffic traffic, StormSink sink, boolean clocks, boolean links) {}
