package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.provider.sandbox.SandboxPictures;
import dev.darkroom.activities.testing.FailingBlobs;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageVaultTest {

    private static final TenantId TENANT = new TenantId(new UUID(1, 1));
    private static final JobId JOB = new JobId(new UUID(2, 2));
    private static final byte[] PICTURE = SandboxPictures.paint("a lake", 1, new ImageSize(64, 48), ImageFormat.JPEG);

    private final LocalDiskBlobStore blobs;
    private final ImageVault vault;

    ImageVaultTest(@TempDir Path folder) throws IOException {
        blobs = new LocalDiskBlobStore(folder);
        vault = new ImageVault(blobs);
    }

    @Test
    void stores_an_image_under_its_job_and_index_in_the_format_that_it_has() throws IOException {
        ImageOutcome.Stored stored =
                assertInstanceOf(ImageOutcome.Stored.class, store(0, new ByteArrayInputStream(PICTURE)));
        assertEquals(ImageFormat.JPEG, stored.format());
        assertEquals(new ImageSize(64, 48), stored.size());
        assertEquals(PICTURE.length, stored.bytes());
        assertTrue(blobs.find("t/%s/j/%s/0.jpg".formatted(TENANT, JOB)).isPresent());
        assertEquals(stored, store(0, new ByteArrayInputStream(PICTURE)));
    }

    @Test
    void what_is_no_whole_image_is_not_stored() throws IOException {
        ImageOutcome invalid = new ImageOutcome.Failed(0, FailureKind.INVALID_RESULT);
        assertEquals(invalid, store(0, new ByteArrayInputStream(new byte[1000])));
        assertEquals(invalid, store(0, new ByteArrayInputStream(PICTURE, 0, PICTURE.length - 3)));
        assertEquals(invalid, store(0, InputStream.nullInputStream()));
        InputStream tooLong = new SequenceInputStream(
                new ByteArrayInputStream(PICTURE), new ByteArrayInputStream(new byte[1_000_000]));
        assertEquals(invalid, store(0, tooLong));
        assertEquals(List.of(), blobs.list(""));
    }

    @Test
    void a_source_that_fails_is_told_from_a_store_that_fails() throws IOException {
        InputStream broken = new SequenceInputStream(new ByteArrayInputStream(PICTURE, 0, 200), new BrokenStream());
        assertThrows(SourceException.class, () -> store(0, broken));
        ImageVault failing = new ImageVault(new FailingBlobs(blobs));
        ImageVault.Place place = new ImageVault.Place(TENANT, JOB, 0);
        assertThrows(
                IOException.class, () -> failing.store(place, new ByteArrayInputStream(PICTURE), 1_000_000, () -> {}));
    }

    @Test
    void what_an_earlier_attempt_stored_stays_although_the_source_has_other_bytes_now() throws IOException {
        ImageOutcome first = store(0, new ByteArrayInputStream(PICTURE));
        byte[] other = SandboxPictures.paint("a lake", 2, new ImageSize(64, 48), ImageFormat.JPEG);
        assertEquals(first, store(0, new ByteArrayInputStream(other)));
    }

    @Test
    void finds_what_is_really_there_and_counts_no_more() throws IOException {
        ImageOutcome first = store(0, new ByteArrayInputStream(PICTURE));
        store(3, new ByteArrayInputStream(PICTURE));
        write("t/%s/j/%s/1.png".formatted(TENANT, JOB), new byte[] {1, 2, 3});
        write("t/%s/j/%s/notes.txt".formatted(TENANT, JOB), PICTURE);
        write("t/%s/x/%s/2.png".formatted(TENANT, JOB), PICTURE);
        assertEquals(List.of(first), vault.inspect(TENANT, JOB, 3));
        assertEquals(2, vault.inspect(TENANT, JOB, 4).size());
    }

    private ImageOutcome store(int index, InputStream source) throws IOException {
        return vault.store(new ImageVault.Place(TENANT, JOB, index), source, 500_000, () -> {});
    }

    private void write(String key, byte[] bytes) throws IOException {
        try (BlobUpload upload = blobs.begin(key)) {
            upload.write(bytes, 0, bytes.length);
            upload.commit();
        }
    }

    private static final class BrokenStream extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("the line is cut");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return read();
        }
    }
}
