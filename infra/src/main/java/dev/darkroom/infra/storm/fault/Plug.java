package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;

/**
 * Every process dies at once, and everything is started again.
 *
 * @param forgets whether Temporal's database is lost with it
 */
record Plug(Product product, boolean forgets, int weight) implements Fault {

    private static final List<String> PARTS = List.of("api", "worker", "temporal", "upstreams", "run");
    private static final List<String> SUFFIXES = List.of("", "-wal", "-shm");

    @Override
    public String name() {
        return forgets ? "F4 everything killed and Temporal's database lost" : "F1-F4 everything killed";
    }

    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public int strike(Random random) {
        int processes = product.databasePids().size()
                + PARTS.stream()
                        .mapToInt(part -> product.stack().ready().pids(part).size())
                        .sum();
        product.killAll();
        try {
            if (forgets) {
                for (String suffix : SUFFIXES) {
                    Files.deleteIfExists(Path.of(product.stack().data() + "/temporal.db" + suffix));
                }
            }
            product.startAgain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return processes;
    }
}
