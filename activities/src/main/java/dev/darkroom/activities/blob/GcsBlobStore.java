package dev.darkroom.activities.blob;

import com.google.api.gax.paging.Page;
import com.google.auth.Credentials;
import com.google.cloud.storage.Blob;
import com.google.cloud.storage.BlobId;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.BlobField;
import com.google.cloud.storage.Storage.BlobGetOption;
import com.google.cloud.storage.Storage.BlobListOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Objects in a bucket of Google Cloud Storage. An object is streamed under the condition that none of its name exists,
 * and its checksum is compared at the end; so a reader sees a whole object or none. No object has access rules of its
 * own: the bucket's hold.
 */
public final class GcsBlobStore implements BlobStore {

    private static final int PAGE = 1000;
    private static final BlobField[] FIELDS = {BlobField.NAME, BlobField.SIZE, BlobField.TIME_CREATED};

    private final Storage storage;
    private final String bucket;
    private final GcsFailures failures;
    private final SignedUrls urls;
    private volatile boolean bucketSeen;

    private GcsBlobStore(Storage storage, String bucket, SignedUrls urls) {
        this.storage = storage;
        this.bucket = bucket;
        this.urls = urls;
        failures = new GcsFailures(bucket);
    }

    /**
     * The store in a bucket. Nothing is sent before the first use.
     *
     * @throws dev.darkroom.activities.config.InvalidSettingException where there are no credentials
     */
    public static GcsBlobStore connect(BlobConfig config) {
        return connect(config, GcsClients.PATIENCE, GcsClients.credentials(config));
    }

    static GcsBlobStore connect(BlobConfig config, GcsClients.Patience patience, Credentials credentials) {
        Storage storage = GcsClients.connect(config, patience, credentials);
        return new GcsBlobStore(storage, config.bucket(), SignedUrls.of(storage, config));
    }

    @Override
    public BlobUpload begin(String key) throws IOException {
        BlobId id = id(key);
        findBucket();
        return GcsUpload.begin(storage, id, failures);
    }

    @Override
    public Optional<BlobInfo> find(String key) throws IOException {
        BlobId id = id(key);
        findBucket();
        return Optional.ofNullable(failures.translating(() -> storage.get(id, BlobGetOption.fields(FIELDS))))
                .map(GcsBlobStore::info);
    }

    @Override
    public InputStream open(String key, long offset) throws IOException {
        BlobId id = id(key);
        findBucket();
        return GcsDownload.open(storage, id, offset, failures);
    }

    @Override
    public List<BlobInfo> list(String prefix) throws IOException {
        List<BlobInfo> found = new ArrayList<>();
        each(prefix, found::add);
        return found;
    }

    @Override
    public void each(String prefix, Taker taker) throws IOException {
        findBucket();
        Page<Blob> page = failures.translating(() -> storage.list(
                bucket, BlobListOption.prefix(prefix), BlobListOption.pageSize(PAGE), BlobListOption.fields(FIELDS)));
        while (page != null) {
            for (Blob blob : page.getValues()) {
                taker.take(info(blob));
            }
            Page<Blob> before = page;
            page = before.hasNextPage() ? failures.translating(before::getNextPage) : null;
        }
    }

    @Override
    public void delete(String key) throws IOException {
        BlobId id = id(key);
        findBucket();
        boolean _ = failures.translating(() -> storage.delete(id));
    }

    @Override
    public Optional<String> downloadUrl(String key) {
        return urls.of(key);
    }

    /** Once, and not at the start: the store answers "no such object" for a bucket that is not there, too. */
    private void findBucket() throws IOException {
        if (bucketSeen) {
            return;
        }
        try {
            // The right to look at the bucket itself is in none of the roles for objects.
            Object _ = failures.translating(
                    () -> storage.list(bucket, BlobListOption.pageSize(1), BlobListOption.fields(BlobField.NAME)));
        } catch (NoSuchFileException e) {
            throw new IOException("there is no bucket %s; check DARKROOM_BLOB_BUCKET".formatted(bucket), e);
        }
        bucketSeen = true;
    }

    private BlobId id(String key) throws IOException {
        if (!BlobKeys.isValid(key)) {
            throw new NoSuchFileException("a name that no object has");
        }
        return BlobId.of(bucket, key);
    }

    private static BlobInfo info(Blob blob) {
        return new BlobInfo(
                blob.getName(),
                blob.getSize(),
                blob.getCreateTimeOffsetDateTime().toInstant());
    }
}
