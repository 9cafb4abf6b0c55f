package dev.darkroom.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The folder outside the tree in which is kept what takes long to make and is the same for every stack. */
public final class Cache {

    private Cache() {}

    /** A folder of that name in it. */
    public static Path folder(String name) {
        String given = System.getenv("XDG_CACHE_HOME");
        Path home =
                given == null || given.isBlank() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(given);
        try {
            return Files.createDirectories(home.resolve("darkroom").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
