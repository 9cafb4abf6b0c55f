package dev.darkroom.activities.blob;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stores the images of jobs, and finds what is really stored of one. */
@Singleton
public final class ImageVault {

    private static final int BUFFER = 64 * 1024;
    private static final int HEAD = 4096;

    private final BlobStore blobs;

    public ImageVault(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * Whose image it is, and which.
     *
     * @param grid whether it is the picture of all images
     * @param preview which preview of the image it is, from 0; null where it is the image itself
     */
    public record Place(
            TenantId tenant,
            JobId job,
            int index,
            boolean grid,
            @Nullable Integer preview) {

        /** One of the images that were asked for. */
        public Place(TenantId tenant, JobId job, int index) {
            this(tenant, job, index, false, null);
        }

        /** One of those, or the picture of all of them. */
        public Place(TenantId tenant, JobId job, int index, boolean grid) {
            this(tenant, job, index, grid, null);
        }

        private String key(ImageFormat format) {
            if (preview != null) {
                return BlobKeys.preview(tenant, job, index, preview, format);
            }
            return grid ? BlobKeys.grid(tenant, job, format) : BlobKeys.image(tenant, job, index, format);
        }

        private ImageOutcome stored(ImageProbe.Image image, ImageProbe probe) {
            ImageOutcome.Stored stored =
                    new ImageOutcome.Stored(index, image.format(), probe.count(), image.size(), probe.sha256());
            return grid ? new ImageOutcome.Grid(stored) : stored;
        }
    }

    /**
     * Streams one image into its place. Bytes that are no whole image, or too many, are not stored.
     *
     * @param pulse called for every buffer, so that a long stream shows signs of life
     * @return {@code Stored} or {@code Grid}, or {@code Failed} with {@code INVALID_RESULT}
     * @throws SourceException where {@code source} failed
     * @throws IOException where the store failed
     */
    public ImageOutcome store(Place place, InputStream source, long bytesMax, Runnable pulse) throws IOException {
        ImageProbe probe = new ImageProbe();
        byte[] buffer = new byte[BUFFER];
        int length = head(source, buffer, probe);
        Optional<ImageFormat> format = probe.format().filter(ImageProbe::isDelivered);
        if (format.isEmpty()) {
            return invalid(place);
        }
        String key = place.key(format.get());
        try (BlobUpload upload = blobs.begin(key)) {
            while (length > 0) {
                upload.write(buffer, 0, length);
                pulse.run();
                if (probe.count() > bytesMax || probe.isBroken()) {
                    return invalid(place);
                }
                length = read(source, buffer, probe);
            }
            Optional<ImageProbe.Image> image = probe.delivered();
            if (image.isEmpty()) {
                return invalid(place);
            }
            upload.commit();
            return place.stored(image.get(), probe);
        } catch (BlobConflictException e) {
            return before(key, place);
        }
    }

    /** A source that does not give the same bytes twice: an attempt before this one has stored the image. */
    private ImageOutcome before(String key, Place place) throws IOException {
        Optional<BlobInfo> there = blobs.find(key);
        return there.isPresent() ? inspect(there.get(), place).orElseGet(() -> invalid(place)) : invalid(place);
    }

    /**
     * The images that are really there for a job, by reading them: names within the count, bytes that are an image.
     *
     * @param images how many were asked for
     */
    public List<ImageOutcome> inspect(TenantId tenant, JobId job, int images) throws IOException {
        List<ImageOutcome> found = new ArrayList<>();
        for (BlobInfo blob : blobs.list(BlobKeys.images(tenant, job))) {
            int index = BlobKeys.index(blob.key()).orElse(images);
            boolean known = found.stream().anyMatch(outcome -> outcome.index() == index);
            if (index < images && !known) {
                inspect(blob, new Place(tenant, job, index)).ifPresent(found::add);
            }
        }
        return found;
    }

    private Optional<ImageOutcome> inspect(BlobInfo blob, Place place) throws IOException {
        ImageProbe probe = new ImageProbe();
        byte[] buffer = new byte[BUFFER];
        try (InputStream bytes = blobs.open(blob.key(), 0)) {
            for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
                probe.update(buffer, 0, length);
            }
        }
        return probe.delivered().map(image -> place.stored(image, probe));
    }

    /** As many bytes as tell what the source is. */
    private static int head(InputStream source, byte[] buffer, ImageProbe probe) throws SourceException {
        try {
            int length = source.readNBytes(buffer, 0, HEAD);
            probe.update(buffer, 0, length);
            return length;
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    /** What is there, without waiting for a full buffer: a slow source is no dead one. 0 at its end. */
    private static int read(InputStream source, byte[] buffer, ImageProbe probe) throws SourceException {
        try {
            int length = Math.max(0, source.read(buffer));
            probe.update(buffer, 0, length);
            return length;
        } catch (IOException e) {
            throw new SourceException(e);
        }
    }

    private static ImageOutcome invalid(Place place) {
        return new ImageOutcome.Failed(place.index(), FailureKind.INVALID_RESULT);
    }
}
