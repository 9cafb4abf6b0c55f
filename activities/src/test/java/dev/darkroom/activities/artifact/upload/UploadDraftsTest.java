package dev.darkroom.activities.artifact.upload;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.artifact.InputThumbnails;
import dev.darkroom.activities.artifact.upload.UploadDrafts.Put;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestImages;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Uploads between their announcement and their end. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadDraftsTest {

    private static final String SHA256 = "ab".repeat(32);

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final TestImages images = new TestImages(core);
    private final UploadDrafts drafts = core.get(UploadDrafts.class);

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void the_first_bytes_that_are_put_stay() throws IOException {
        UploadRow row = announced(tenant(), 4);
        assertTrue(drafts.open(row).isEmpty());
        assertEquals(Put.TOO_FEW, put(row, "abc"));
        assertEquals(Put.TOO_MANY, put(row, "abcde"));
        assertTrue(drafts.open(row).isEmpty(), "nothing of either is there");
        assertEquals(Put.STORED, put(row, "abcd"));
        assertEquals(Put.STORED, put(row, "abcd"), "whose answer may have been lost");
        assertEquals(Put.OTHERS_THERE, put(row, "wxyz"));
        try (InputStream bytes = drafts.open(row).orElseThrow()) {
            assertArrayEquals("abcd".getBytes(StandardCharsets.UTF_8), bytes.readAllBytes());
        }
        drafts.end(row);
        assertFalse(images.isThere(row.blobKey()));
        drafts.end(row);
    }

    @Test
    void the_same_announcement_is_the_same_upload_and_another_takes_its_place() throws IOException {
        TenantId tenant = tenant();
        UploadRow first = announced(tenant, 4);
        put(first, "abcd");
        assertEquals(first.blobKey(), announced(tenant, 4).blobKey());
        UploadRow other = announced(tenant, 5);
        assertNotEquals(first.blobKey(), other.blobKey());
        assertEquals(other, drafts.find(tenant, ArtifactId.of(tenant, SHA256)).orElseThrow());
        assertEquals(1, database.count("SELECT COUNT(*) FROM blob_trash WHERE blob_key = '" + first.blobKey() + "'"));
    }

    @Test
    void equal_announcements_at_once_are_one() throws Exception {
        TenantId tenant = tenant();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<UploadRow>> rows = IntStream.range(0, 16)
                    .mapToObj(i -> threads.submit(() -> announced(tenant, 4)))
                    .toList();
            String key = rows.getFirst().get().blobKey();
            for (Future<UploadRow> row : rows) {
                assertEquals(key, row.get().blobKey());
            }
        }
    }

    @Test
    void another_tenants_upload_is_absent_and_so_is_one_whose_time_is_over() {
        TenantId tenant = tenant();
        ArtifactId id = ArtifactId.of(tenant, SHA256);
        announced(tenant, 4);
        assertTrue(drafts.find(tenant, id).isPresent());
        assertTrue(drafts.find(tenant(), id).isEmpty());
        database.execute("UPDATE upload SET expires_at = NOW(3) WHERE id = '" + id + "'");
        assertTrue(drafts.find(tenant, id).isEmpty());
    }

    @Test
    void what_is_announced_counts_against_the_quota() {
        TenantId tenant = tenant();
        database.execute("UPDATE tenant SET storage_quota = 100 WHERE id = '" + tenant + "'");
        assertTrue(drafts.announce(tenant, ImageFormat.PNG, 60, SHA256).isPresent());
        assertTrue(drafts.announce(tenant, ImageFormat.PNG, 60, SHA256).isPresent(), "the same one, not one more");
        assertTrue(drafts.announce(tenant, ImageFormat.PNG, 60, "cd".repeat(32)).isEmpty());
        assertTrue(drafts.announce(tenant, ImageFormat.PNG, 40, "cd".repeat(32)).isPresent());
    }

    @Test
    void what_was_given_gets_a_small_picture_from_a_worker_once() {
        String key = images.given(tenant()).blobKey();
        assertFalse(images.isThere(BlobKeys.thumbnail(key)));
        core.get(InputThumbnails.class).round();
        assertTrue(images.isThere(BlobKeys.thumbnail(key)));
        assertEquals(0, database.count("SELECT COUNT(*) FROM thumbnail_due"));
    }

    private TenantId tenant() {
        return core.tenant(MicroUsd.ZERO);
    }

    private UploadRow announced(TenantId tenant, long bytes) {
        return drafts.announce(tenant, ImageFormat.PNG, bytes, SHA256).orElseThrow();
    }

    private Put put(UploadRow row, String bytes) throws IOException {
        return drafts.put(row, new ByteArrayInputStream(bytes.getBytes(StandardCharsets.UTF_8)));
    }
}
