package dev.darkroom.infra.storm.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * The disk on which everything lies is full for a while: the database's, Temporal's, the store's and the logs'.
 *
 * @param disk a small file system of its own
 */
public record FullDisk(Path disk, int weight) implements Fault {

    private static final long BYTES_MAX = 8L << 30;
    private static final int BLOCK = 4 << 20;
    private static final int PAGE = 4 << 10;
    private static final long MILLIS_MIN = 500;
    private static final long MILLIS_MAX = 8000;

    /** Whether a folder is on a file system so small that it may be filled up: a large one has others on it. */
    public static boolean isSmall(Path folder) throws IOException {
        return Files.getFileStore(folder).getTotalSpace() <= BYTES_MAX;
    }

    @Override
    public String name() {
        return "F11 full disk of everything";
    }

    /** What else is done writes files as well. */
    @Override
    public boolean isAlone() {
        return true;
    }

    @Override
    public int strike(Random random) throws InterruptedException {
        Path ballast = disk.resolve("ballast");
        try {
            try (FileChannel file =
                    FileChannel.open(ballast, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                fill(file, ByteBuffer.allocateDirect(BLOCK));
                fill(file, ByteBuffer.allocateDirect(PAGE));
                Thread.sleep(random.nextLong(MILLIS_MIN, MILLIS_MAX));
            } finally {
                Files.deleteIfExists(ballast);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return 1;
    }

    private static void fill(FileChannel file, ByteBuffer zeros) {
        try {
            while (true) {
                file.write(zeros.clear());
            }
        } catch (IOException e) {
            // There is no room for another.
            return;
        }
    }
}
