package dev.darkroom.activities.testing;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.InputStore;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.BlobUpload;
import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobInputRow;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.InputRole;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.imageio.ImageIO;

/** Stored images of all kinds: what tenants gave, and what jobs made of it. */
public final class TestImages {

    private static final AtomicInteger COLOURS = new AtomicInteger();
    private static final int BYTES_MAX = 1_000_000;

    private final TestCore core;

    public TestImages(TestCore core) {
        this.core = core;
    }

    /** A picture like no other. */
    public static byte[] png() {
        return png(40, 30, COLOURS.incrementAndGet());
    }

    /** A picture of a colour and some more. */
    public static byte[] png(int width, int height, int rgb) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, rgb + x * y);
            }
        }
        return bytes(image, "png");
    }

    /** A picture in a format. */
    public static byte[] bytes(BufferedImage image, String format) {
        try (ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalStateException("no writer of " + format);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An image that a tenant gave. */
    public ArtifactRow given(TenantId tenant) {
        try {
            InputStore.Kept kept = core.get(InputStore.class).keep(tenant, new ByteArrayInputStream(png()), BYTES_MAX);
            if (kept instanceof InputStore.Kept.Stored(ArtifactRow row)) {
                return row;
            }
            throw new IllegalStateException(kept.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A job that has not ended and works from these. */
    public JobId running(TenantId tenant, List<String> artifacts) {
        Acceptance.Reply reply = take(tenant, artifacts, 1);
        if (reply instanceof Acceptance.Reply.Taken(JobRow row)) {
            core.get(Charging.class).charge(row.jobId());
            return row.jobId();
        }
        throw new IllegalStateException(reply.toString());
    }

    /** A request for a job that works from these. */
    public Acceptance.Reply take(TenantId tenant, List<String> artifacts, int images) {
        JobRow draft = TestCore.draft(tenant, images);
        List<JobInputRow> inputs = new ArrayList<>();
        for (String artifact : artifacts) {
            inputs.add(new JobInputRow(
                    null,
                    draft.id(),
                    inputs.size(),
                    JobInputRow.Source.ARTIFACT,
                    InputRole.REFERENCE,
                    null,
                    null,
                    null,
                    artifact,
                    "what it shows"));
        }
        return core.get(Acceptance.class)
                .take(Acceptance.Draft.of(draft, inputs), false, Acceptance.Limits.ofDepth(1000));
    }

    /** A job that made so many images from these. */
    public JobId made(TenantId tenant, List<String> artifacts, int images) {
        Acceptance.Reply reply = take(tenant, artifacts, images);
        if (!(reply instanceof Acceptance.Reply.Taken(JobRow row))) {
            throw new IllegalStateException(reply.toString());
        }
        core.get(Charging.class).charge(row.jobId());
        end(tenant, row.jobId(), images);
        return row.jobId();
    }

    /** Ends a job with that many images, whose bytes are there. */
    public void end(TenantId tenant, JobId job, int images) {
        List<ImageOutcome> outcomes = new ArrayList<>();
        for (int index = 0; index < images; index++) {
            byte[] png = png();
            store(BlobKeys.image(tenant, job, index, ImageFormat.PNG), png);
            outcomes.add(new ImageOutcome.Stored(
                    index, ImageFormat.PNG, png.length, new ImageSize(40, 30), "%064x".formatted(index)));
        }
        core.get(Settlements.class).settle(job, new JobEnding.Finished(outcomes));
    }

    /** The id of an image that a job made. */
    public static String image(JobId job, int index) {
        return ArtifactId.of(job, index).text();
    }

    /** Stores an object. */
    public void store(String key, byte[] bytes) {
        try (BlobUpload upload = core.get(BlobStore.class).begin(key)) {
            upload.write(bytes, 0, bytes.length);
            upload.commit();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether there is an object of that name. */
    public boolean isThere(String key) {
        try {
            return core.get(BlobStore.class).find(key).isPresent();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
