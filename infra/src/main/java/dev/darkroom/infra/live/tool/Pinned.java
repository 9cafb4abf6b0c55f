package dev.darkroom.infra.live.tool;

import dev.darkroom.infra.live.world.Folders;
import dev.darkroom.infra.local.Cache;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** What is installed into the cache, once, by versions that a file of the source tree pins. */
final class Pinned {

    private static final String WHOLE = "installed";

    private Pinned() {}

    /**
     * The folder with what was installed.
     *
     * @param name what the folder's name begins with
     * @param pins the versions, so that others are another folder
     * @param installer fills an empty folder, or throws
     */
    static Path folder(String name, String pins, Consumer<Path> installer) {
        return filled(Cache.folder("%s-%s".formatted(name, Integer.toHexString(pins.hashCode()))), installer);
    }

    /** The folder, filled: by this call, or by one before that came to its end. */
    static Path filled(Path folder, Consumer<Path> installer) {
        Path whole = folder.resolve(WHOLE);
        try {
            if (!Files.exists(whole)) {
                // One that was stopped half way has left what cannot be trusted.
                Folders.delete(folder);
                Files.createDirectories(folder);
                installer.accept(folder);
                Files.createFile(whole);
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
