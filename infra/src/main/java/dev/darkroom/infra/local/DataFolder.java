package dev.darkroom.infra.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The one folder in which a stack keeps all it has. One run holds it at a time. */
final class DataFolder implements AutoCloseable {

    private static final int KEY_BYTES = 32;
    private static final int PASSWORD_BYTES = 18;

    private final Path folder;
    private final FileChannel channel;

    private DataFolder(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the folder, making it where it is not there.
     *
     * @throws CannotStartException where another run holds it
     */
    static DataFolder take(Path folder) {
        try {
            Path made = Files.createDirectories(folder.toAbsolutePath().normalize());
            FileChannel channel =
                    FileChannel.open(made.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = channel.tryLock();
            if (lock == null) {
                channel.close();
                throw new CannotStartException(
                        "%s is held by another run; stop it, or choose another folder with --data".formatted(made));
            }
            return new DataFolder(made, channel);
        } catch (IOException e) {
            throw new CannotStartException("%s cannot be used: %s; choose another with --data".formatted(folder, e));
        }
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** A folder in it. */
    Path directory(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes everything in it but the lock. */
    void clear() {
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> deepestFirst = files.sorted(Comparator.reverseOrder())
                    .filter(file -> !file.equals(folder) && !file.equals(folder.resolve("lock")))
                    .toList();
            for (Path file : deepestFirst) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a file that was written before, else a new secret, which is kept for the next time. */
    String secret(String name, boolean key) {
        Path file = folder.resolve(name);
        try {
            if (!Files.exists(file)) {
                byte[] bytes = new byte[key ? KEY_BYTES : PASSWORD_BYTES];
                new SecureRandom().nextBytes(bytes);
                Base64.Encoder encoder = key ? Base64.getEncoder() : Base64.getUrlEncoder();
                writeSecret(name, encoder.encodeToString(bytes));
            }
            return Files.readString(file).trim();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes a file that only its owner can read, whole or not at all. */
    void writeSecret(String name, String text) {
        try {
            Path draft = folder.resolve(name + ".new");
            Files.deleteIfExists(draft);
            Files.createFile(draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(draft, text);
            Files.move(
                    draft, folder.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void delete(String name) {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Gives the folder free. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
