package dev.darkroom.activities.testing;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.BlobUpload;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A store whose disk is full: it reads, and fails every write. */
public final class FailingBlobs implements BlobStore {

    private final BlobStore store;

    public FailingBlobs(BlobStore store) {
        this.store = store;
    }

    @Override
    public BlobUpload begin(String key) throws IOException {
        throw new IOException("the disk is full");
    }

    @Override
    public Optional<BlobInfo> find(String key) throws IOException {
        return store.find(key);
    }

    @Override
    public InputStream open(String key, long offset) throws IOException {
        return store.open(key, offset);
    }

    @Override
    public List<BlobInfo> list(String prefix) throws IOException {
        return store.list(prefix);
    }

    @Override
    public void delete(String key) throws IOException {
        store.delete(key);
    }
}
