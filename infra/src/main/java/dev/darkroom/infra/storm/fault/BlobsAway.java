package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** The folder of the pictures cannot be written to or read for a while: a file is where it was. */
record BlobsAway(Product product, int weight) implements Fault {

    private static final long MILLIS_MIN = 300;
    private static final long MILLIS_MAX = 6000;

    @Override
    public String name() {
        return "F5 storage away";
    }

    @Override
    public int strike(Random random) throws InterruptedException {
        Path folder = Path.of(product.stack().ready().text("artifacts"));
        Path aside = folder.resolveSibling(folder.getFileName() + "-aside");
        try {
            Files.move(folder, aside);
            Files.createFile(folder);
            try {
                Thread.sleep(random.nextLong(MILLIS_MIN, MILLIS_MAX));
            } finally {
                Files.delete(folder);
                Files.move(aside, folder);
            }
            return 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
