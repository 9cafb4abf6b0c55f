package dev.darkroom.activities.artifact;

import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.BlobUpload;
import dev.darkroom.activities.blob.ImageProbe;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.activities.ledger.DuplicateKeyException;
import dev.darkroom.activities.ledger.Transactions;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;

/**
 * Stores images that a tenant gives. The same bytes are one artifact and one object, however often they come: the id is
 * a function of them. The object's name is a new one each time, so that a removal and a new arrival never meet.
 */
@Singleton
public final class InputStore {

    /** How many bytes an image that somebody gives may have: 25 MiB. */
    public static final int BYTES_MAX = 25 * 1024 * 1024;

    private static final int BUFFER = 64 * 1024;

    private final RetentionConfig config;
    private final Transactions transactions;
    private final ArtifactRepository artifacts;
    private final ThumbnailRepository thumbnails;
    private final BlobStore blobs;
    private final DatabaseClock clock;

    InputStore(
            RetentionConfig config,
            Transactions transactions,
            ArtifactRepository artifacts,
            ThumbnailRepository thumbnails,
            BlobStore blobs,
            DatabaseClock clock) {
        this.config = config;
        this.transactions = transactions;
        this.artifacts = artifacts;
        this.thumbnails = thumbnails;
        this.blobs = blobs;
        this.clock = clock;
    }

    /** What became of bytes that were to be kept. Only {@link Stored} left anything behind. */
    public sealed interface Kept {
        /** They are stored, or were before. */
        record Stored(ArtifactRow row) implements Kept {}

        /** They are no whole image of a format that is taken, or one beyond the bounds. */
        record NotAnImage() implements Kept {}

        record TooLarge() implements Kept {}

        /** The tenant has as many bytes stored as it may. */
        record QuotaReached() implements Kept {}
    }

    /** The artifact of bytes with that digest, where it is stored; its time runs anew. */
    public Optional<ArtifactRow> known(TenantId tenant, String sha256) {
        String id = ArtifactId.of(tenant, sha256).text();
        boolean there = transactions.read(() -> artifacts.renew(id)) == 1;
        return there ? transactions.read(() -> artifacts.find(tenant.text(), id)) : Optional.empty();
    }

    /**
     * Streams an image into the tenant's storage.
     *
     * @throws IOException where the store failed, and what {@code source} throws
     */
    public Kept keep(TenantId tenant, InputStream source, long bytesMax) throws IOException {
        ImageProbe probe = new ImageProbe();
        byte[] buffer = new byte[BUFFER];
        int length = read(source, buffer, probe);
        Optional<ImageFormat> format = probe.format();
        if (format.isEmpty()) {
            return new Kept.NotAnImage();
        }
        String key = BlobKeys.input(tenant, format.get());
        try (BlobUpload upload = blobs.begin(key)) {
            while (length > 0) {
                if (probe.count() > bytesMax) {
                    return new Kept.TooLarge();
                }
                if (probe.isBroken()) {
                    return new Kept.NotAnImage();
                }
                upload.write(buffer, 0, length);
                length = read(source, buffer, probe);
            }
            Optional<ImageProbe.Image> image = probe.image();
            return image.isEmpty() ? new Kept.NotAnImage() : commit(tenant, key, upload, probe, image.get());
        }
    }

    private Kept commit(TenantId tenant, String key, BlobUpload upload, ImageProbe probe, ImageProbe.Image image)
            throws IOException {
        String sha256 = probe.sha256();
        Optional<ArtifactRow> before = known(tenant, sha256);
        if (before.isPresent()) {
            return new Kept.Stored(before.get());
        }
        if (room(tenant) < probe.count()) {
            return new Kept.QuotaReached();
        }
        upload.commit();
        ArtifactRow row = record(row(tenant, key, image, probe.count(), sha256));
        if (!row.blobKey().equals(key)) {
            blobs.delete(key);
        }
        return new Kept.Stored(row);
    }

    /** How many bytes more the tenant may have stored. */
    public long room(TenantId tenant) {
        return transactions.read(
                () -> artifacts.quotaOf(tenant.text(), config.storageQuota()) - artifacts.bytesOf(tenant.text()));
    }

    /** The row as it is afterwards: of two that bring the same bytes at once, both get that of the first. */
    private ArtifactRow record(ArtifactRow row) {
        try {
            return transactions.write(scope -> recorded(row));
        } catch (DuplicateKeyException e) {
            return transactions.write(scope -> recorded(row));
        }
    }

    private ArtifactRow recorded(ArtifactRow row) {
        if (artifacts.lock(row.id()).isEmpty()) {
            artifacts.save(row);
            thumbnails.due(row.id());
        } else if (artifacts.revive(row.id(), row.blobKey()) == 1) {
            thumbnails.due(row.id());
        } else {
            artifacts.renew(row.id());
        }
        return artifacts.find(row.tenantId(), row.id()).orElseThrow();
    }

    private ArtifactRow row(TenantId tenant, String key, ImageProbe.Image image, long bytes, String sha256) {
        Instant now = clock.instant();
        return new ArtifactRow(
                ArtifactId.of(tenant, sha256).text(),
                null,
                tenant.text(),
                0,
                ArtifactRow.Kind.INPUT,
                key,
                image.format().contentType(),
                bytes,
                image.size().width(),
                image.size().height(),
                sha256,
                now,
                false,
                now,
                null);
    }

    private static int read(InputStream source, byte[] buffer, ImageProbe probe) throws IOException {
        int length = Math.max(0, source.readNBytes(buffer, 0, buffer.length));
        probe.update(buffer, 0, length);
        return length;
    }
}
