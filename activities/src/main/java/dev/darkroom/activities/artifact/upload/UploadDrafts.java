package dev.darkroom.activities.artifact.upload;

import dev.darkroom.activities.artifact.InputStore;
import dev.darkroom.activities.artifact.Trash;
import dev.darkroom.activities.blob.BlobConflictException;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.BlobUpload;
import dev.darkroom.activities.blob.SourceException;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Uploads from their announcement to their end. The bytes are put beside the tenant's images, where nothing can be made
 * of them, and become an artifact only when they turn out to be what was announced.
 */
@Singleton
public final class UploadDrafts {

    /** How long an upload may be put and finished. */
    public static final Duration LIFE = Duration.ofHours(1);

    private static final int BUFFER = 64 * 1024;
    private static final int BATCH = 200;

    private final Transactions transactions;
    private final UploadRepository uploads;
    private final InputStore store;
    private final Trash trash;
    private final BlobStore blobs;
    private final DatabaseClock clock;

    UploadDrafts(
            Transactions transactions,
            UploadRepository uploads,
            InputStore store,
            Trash trash,
            BlobStore blobs,
            DatabaseClock clock) {
        this.transactions = transactions;
        this.uploads = uploads;
        this.store = store;
        this.trash = trash;
        this.blobs = blobs;
        this.clock = clock;
    }

    /**
     * Notes that an image will come. The same announcement again is the same upload, and its time runs anew; another
     * size or type of the same bytes takes its place.
     *
     * @return empty where the tenant has no room for it
     */
    public Optional<UploadRow> announce(TenantId tenant, ImageFormat format, long bytes, String sha256) {
        UploadRow row = new UploadRow(
                ArtifactId.of(tenant, sha256).text(),
                tenant.text(),
                BlobKeys.draft(tenant, format),
                format.contentType(),
                bytes,
                sha256,
                clock.instant().plus(LIFE));
        long announced = transactions.read(() -> uploads.bytesOf(tenant.text(), row.id()));
        if (store.room(tenant) - announced < bytes) {
            return Optional.empty();
        }
        try {
            return Optional.of(transactions.write(scope -> announced(row)));
        } catch (DuplicateKeyException e) {
            return Optional.of(transactions.write(scope -> announced(row)));
        }
    }

    private UploadRow announced(UploadRow row) {
        Optional<UploadRow> before = uploads.lock(row.id());
        if (before.isPresent() && before.get().isOf(row.format(), row.bytes())) {
            uploads.renew(row.id(), row.expiresAt());
            return new UploadRow(
                    row.id(),
                    row.tenantId(),
                    before.get().blobKey(),
                    row.contentType(),
                    row.bytes(),
                    row.sha256(),
                    row.expiresAt());
        }
        before.ifPresent(this::delete);
        uploads.save(row);
        return row;
    }

    /** An upload whose time is not over. */
    public Optional<UploadRow> find(ArtifactId id) {
        return transactions.read(() -> uploads.find(id.text()));
    }

    /** The same, of that tenant; another's is as absent as one that never was. */
    public Optional<UploadRow> find(TenantId tenant, ArtifactId id) {
        return find(id).filter(row -> row.tenantId().equals(tenant.text()));
    }

    /** What became of bytes that were put. */
    public enum Put {
        /** They are there. */
        STORED,
        /** There are other bytes already, which stay. */
        OTHERS_THERE,
        /** They are more than announced; nothing is there. */
        TOO_MANY,
        /** They are fewer than announced; nothing is there. */
        TOO_FEW
    }

    /**
     * Streams the bytes of an upload to where they wait for its end.
     *
     * @throws SourceException where {@code source} failed
     * @throws IOException where the store failed
     */
    public Put put(UploadRow row, InputStream source) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long count = 0;
        try (BlobUpload upload = blobs.begin(row.blobKey())) {
            for (int length = read(source, buffer); length > 0; length = read(source, buffer)) {
                count += length;
                if (count > row.bytes()) {
                    return Put.TOO_MANY;
                }
                upload.write(buffer, 0, length);
            }
            if (count < row.bytes()) {
                return Put.TOO_FEW;
            }
            upload.commit();
            return Put.STORED;
        } catch (BlobConflictException e) {
            return Put.OTHERS_THERE;
        }
    }

    /** The bytes that were put; empty where none were. The caller closes the stream. */
    public Optional<InputStream> open(UploadRow row) throws IOException {
        return blobs.find(row.blobKey()).isPresent() ? Optional.of(blobs.open(row.blobKey(), 0)) : Optional.empty();
    }

    /** Ends an upload: its row goes, and then the bytes that were put for it. */
    public void end(UploadRow row) {
        transactions.write(scope -> {
            delete(row);
            return row;
        });
        trash.empty(List.of(row.blobKey()));
    }

    /** Ends uploads whose time is over, their bytes being in the trash then. How many they were. */
    public int endExpired() {
        List<UploadRow> expired = transactions.read(() -> uploads.expired(BATCH));
        expired.forEach(row -> transactions.write(scope -> {
            delete(row);
            return row;
        }));
        return expired.size();
    }

    /** Has the time of all of a tenant's uploads be over. */
    public void expireAll(TenantId tenant) {
        transactions.write(scope -> uploads.expireAll(tenant.text()));
    }

    /** Where the bytes of a tenant's uploads are put. */
    public List<String> blobsOf(TenantId tenant) {
        return transactions.read(() -> uploads.blobsOf(tenant.text()));
    }

    private void delete(UploadRow row) {
        if (uploads.delete(row.id(), row.blobKey()) == 1) {
            trash.add(List.of(row.blobKey()));
        }
    }

    private static int read(InputStream source, byte[] buffer) throws SourceException {
        try {
            return source.readNBytes(buffer, 0, buffer.length);
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }
}
