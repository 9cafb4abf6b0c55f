package dev.darkroom.activities.blob;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Objects as files below one folder. A file is written under a name of its own, synced, and then linked to its final
 * name, which fails where that exists: so a reader sees a whole object or none, also after a power cut.
 */
public final class LocalDiskBlobStore implements BlobStore {

    private static final String UNFINISHED = ".unfinished";

    private final Path root;

    /** @param root made where it does not exist */
    public LocalDiskBlobStore(Path root) throws IOException {
        this.root = root.toAbsolutePath().normalize();
        Files.createDirectories(this.root.resolve(UNFINISHED));
    }

    @Override
    public BlobUpload begin(String key) throws IOException {
        Path target = path(key);
        Path draft = root.resolve(UNFINISHED).resolve(UUID.randomUUID().toString());
        FileChannel channel = FileChannel.open(draft, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        return new Upload(draft, target, channel);
    }

    @Override
    public Optional<BlobInfo> find(String key) throws IOException {
        Path file = path(key);
        return Files.isRegularFile(file) ? Optional.of(info(file)) : Optional.empty();
    }

    @Override
    public InputStream open(String key, long offset) throws IOException {
        SeekableByteChannel channel = Files.newByteChannel(path(key), StandardOpenOption.READ);
        channel.position(offset);
        return Channels.newInputStream(channel);
    }

    @Override
    public List<BlobInfo> list(String prefix) throws IOException {
        List<BlobInfo> found = new ArrayList<>();
        each(prefix, found::add);
        found.sort(Comparator.comparing(BlobInfo::key));
        return found;
    }

    @Override
    public void each(String prefix, Taker taker) throws IOException {
        int slash = prefix.lastIndexOf('/');
        Path folder =
                slash < 0 ? root : root.resolve(prefix.substring(0, slash)).normalize();
        if (folder.startsWith(root) && Files.isDirectory(folder)) {
            Files.walkFileTree(folder, new Walk(prefix, taker));
        }
    }

    /** A walk through the files of a folder. One that is deleted on the way is none of them. */
    private final class Walk extends SimpleFileVisitor<Path> {

        private final String prefix;
        private final Taker taker;

        Walk(String prefix, Taker taker) {
            this.prefix = prefix;
            this.taker = taker;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            String key = key(file);
            if (attributes.isRegularFile() && key.startsWith(prefix) && !key.startsWith(UNFINISHED)) {
                taker.take(new BlobInfo(
                        key, attributes.size(), attributes.lastModifiedTime().toInstant()));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }
    }

    @Override
    public void delete(String key) throws IOException {
        Files.deleteIfExists(path(key));
    }

    private Path path(String key) throws IOException {
        if (!BlobKeys.isValid(key)) {
            throw new NoSuchFileException("a name that no object has");
        }
        return root.resolve(key);
    }

    private String key(Path file) {
        return root.relativize(file).toString().replace('\\', '/');
    }

    private BlobInfo info(Path file) throws IOException {
        return new BlobInfo(
                key(file), Files.size(file), Files.getLastModifiedTime(file).toInstant());
    }

    private static void sync(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** A file under a name of its own, until it is linked. */
    private static final class Upload implements BlobUpload {

        private final Path draft;
        private final Path target;
        private final FileChannel channel;

        Upload(Path draft, Path target, FileChannel channel) {
            this.draft = draft;
            this.target = target;
            this.channel = channel;
        }

        @Override
        public void write(byte[] buffer, int offset, int length) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, offset, length);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        @Override
        public void commit() throws IOException {
            channel.force(true);
            channel.close();
            Path folder = target.resolveSibling("");
            Files.createDirectories(folder);
            try {
                Files.createLink(target, draft);
            } catch (FileAlreadyExistsException e) {
                if (Files.mismatch(draft, target) >= 0) {
                    throw new BlobConflictException();
                }
            }
            sync(folder);
        }

        @Override
        public void close() throws IOException {
            channel.close();
            Files.deleteIfExists(draft);
        }
    }
}
