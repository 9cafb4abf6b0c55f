package dev.darkroom.api.core;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.artifact.InputStore;
import dev.darkroom.activities.artifact.Lifetimes;
import dev.darkroom.activities.artifact.upload.UploadDrafts;
import dev.darkroom.activities.artifact.upload.UploadRow;
import dev.darkroom.activities.blob.ImageProbe;
import dev.darkroom.activities.blob.SourceException;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Images that callers give before they ask for anything: streamed in at once, or announced, put and finished. The same
 * bytes are the same artifact, so everything here may be repeated.
 */
@Singleton
public final class Uploads {

    /** How many bytes an uploaded image may have. */
    public static final int BYTES_MAX = InputStore.BYTES_MAX;

    private static final String FILE = "file";
    private static final int BUFFER = 64 * 1024;
    private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

    private final InputStore store;
    private final Artifacts artifacts;
    private final UploadDrafts drafts;
    private final Lifetimes lifetimes;

    Uploads(InputStore store, Artifacts artifacts, UploadDrafts drafts, Lifetimes lifetimes) {
        this.store = store;
        this.artifacts = artifacts;
        this.drafts = drafts;
        this.lifetimes = lifetimes;
    }

    /** What became of an upload. */
    public sealed interface Reply {
        /** It is stored, or was before. */
        record Stored(KeptImage image) implements Reply {}

        /**
         * It may be put now.
         *
         * @param id of the artifact that it will be
         * @param expiresAt until when it has to be finished
         */
        record Announced(ArtifactId id, ImageFormat format, long bytes, Instant expiresAt) implements Reply {}

        record Refused(ApiFailure failure) implements Reply {}
    }

    /** Streams an image in. */
    public Reply receive(Caller caller, InputStream bytes) {
        try {
            return reply(store.keep(caller.tenant(), bytes, BYTES_MAX));
        } catch (IOException e) {
            return new Reply.Refused(failed(e));
        }
    }

    /** Notes that an image will be put. */
    public Reply announce(Caller caller, ImageFormat format, long bytes, String sha256) {
        return drafts.announce(caller.tenant(), format, bytes, sha256)
                .<Reply>map(row -> new Reply.Announced(
                        ArtifactId.of(row.tenant(), row.sha256()), row.format(), row.bytes(), row.expiresAt()))
                .orElseGet(() -> new Reply.Refused(new ApiFailure.StorageFull()));
    }

    /**
     * Takes the bytes of an image that was announced.
     *
     * @param format as it was announced
     * @param bytes how many, as it was announced
     * @return why they are not taken; empty where they are there
     */
    public Optional<ApiFailure> put(ArtifactId id, ImageFormat format, long bytes, InputStream body) {
        Optional<UploadRow> row = drafts.find(id).filter(found -> found.isOf(format, bytes));
        if (row.isEmpty()) {
            return Optional.of(new ApiFailure.BadSignature());
        }
        try {
            return switch (drafts.put(row.get(), body)) {
                case STORED -> Optional.empty();
                case OTHERS_THERE -> Optional.of(new ApiFailure.NotNow("Other bytes were put here before."));
                case TOO_MANY -> Optional.of(new ApiFailure.TooLarge());
                case TOO_FEW ->
                    Optional.of(new ApiFailure.BadField(null, "The body has fewer bytes than were announced."));
            };
        } catch (IOException e) {
            return Optional.of(failed(e));
        }
    }

    /** Finishes an upload that was put: only what was announced becomes an artifact. */
    public Reply complete(Caller caller, ArtifactId id) {
        Optional<UploadRow> row = drafts.find(caller.tenant(), id);
        if (row.isEmpty()) {
            return artifacts
                    .find(caller.tenant(), id)
                    .filter(found -> found.kind() == ArtifactRow.Kind.INPUT)
                    .<Reply>map(this::stored)
                    .orElseGet(() -> new Reply.Refused(new ApiFailure.NotFound()));
        }
        try {
            return complete(caller.tenant(), row.get());
        } catch (IOException e) {
            return new Reply.Refused(failed(e));
        }
    }

    private Reply complete(TenantId tenant, UploadRow row) throws IOException {
        Optional<ArtifactRow> before = store.known(tenant, row.sha256()).filter(known -> isAsAnnounced(known, row));
        if (before.isPresent()) {
            drafts.end(row);
            return stored(before.get());
        }
        Optional<InputStream> put = drafts.open(row);
        if (put.isEmpty()) {
            return new Reply.Refused(new ApiFailure.NotNow("Nothing was put at `upload_url` yet."));
        }
        Optional<ApiFailure> objection = objection(row, put.get());
        if (objection.isPresent()) {
            drafts.end(row);
            return new Reply.Refused(objection.get());
        }
        try (InputStream bytes = drafts.open(row).orElseThrow(() -> new IOException("what was put is gone"))) {
            InputStore.Kept kept = store.keep(tenant, bytes, BYTES_MAX);
            if (!(kept instanceof InputStore.Kept.QuotaReached)) {
                drafts.end(row);
            }
            return reply(kept);
        }
    }

    private static boolean isAsAnnounced(ArtifactRow known, UploadRow row) {
        return known.bytes() == row.bytes() && known.contentType().equals(row.contentType());
    }

    /** How what was put differs from what was announced. */
    private static Optional<ApiFailure> objection(UploadRow row, InputStream put) throws IOException {
        ImageProbe probe = new ImageProbe();
        try (put) {
            byte[] buffer = new byte[BUFFER];
            for (int length = put.read(buffer); length >= 0; length = put.read(buffer)) {
                probe.update(buffer, 0, length);
            }
        }
        if (probe.count() != row.bytes()) {
            return Optional.of(wrong("size", "is not the size of what was put"));
        }
        if (!probe.sha256().equals(row.sha256())) {
            return Optional.of(wrong("sha256", "is not the SHA-256 of what was put"));
        }
        return probe.format().filter(format -> format == row.format()).isPresent()
                ? Optional.empty()
                : Optional.of(wrong("content_type", "is not the type of what was put"));
    }

    private Reply reply(InputStore.Kept kept) {
        return switch (kept) {
            case InputStore.Kept.Stored(ArtifactRow row) -> stored(row);
            case InputStore.Kept.NotAnImage() ->
                new Reply.Refused(wrong(FILE, "is not a whole PNG, JPEG, WebP or GIF image within the bounds"));
            case InputStore.Kept.TooLarge() -> new Reply.Refused(new ApiFailure.TooLarge());
            case InputStore.Kept.QuotaReached() -> new Reply.Refused(new ApiFailure.StorageFull());
        };
    }

    private Reply stored(ArtifactRow row) {
        return new Reply.Stored(
                new KeptImage(row.id(), row.contentType(), row.bytes(), row.width(), row.height(), lifetimes.end(row)));
    }

    private static ApiFailure wrong(String field, String what) {
        return new ApiFailure.BadImage(field, "`%s` %s.".formatted(field, what));
    }

    private static ApiFailure failed(IOException failure) {
        if (failure instanceof SourceException) {
            return new ApiFailure.BadField(null, "The body breaks off.");
        }
        LOG.warn("the store did not take an upload: {}", failure.getClass().getSimpleName());
        return new ApiFailure.UploadFailed();
    }
}
