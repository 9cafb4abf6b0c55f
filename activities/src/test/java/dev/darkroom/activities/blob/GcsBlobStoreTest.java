package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.cloud.NoCredentials;
import dev.darkroom.activities.testing.gcs.Call;
import dev.darkroom.activities.testing.gcs.FakeGcs;
import dev.darkroom.activities.testing.gcs.Harm;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class GcsBlobStoreTest extends BlobStoreContract {

    private static final String KEY = "t/0a/j/0b/0.jpg";
    private static final int CHUNK = GcsUpload.CHUNK;
    private static final int LENGTH = 3 * CHUNK + 1000;
    private static final GcsClients.Patience PATIENT = patience(Duration.ofSeconds(5));
    private static final GcsClients.Patience HASTY = patience(Duration.ofMillis(400));

    private final FakeGcs gcs = new FakeGcs();
    private final GcsBlobStore store = store(FakeGcs.BUCKET, PATIENT);
    private final byte[] bytes = bytes(1);

    GcsBlobStoreTest() throws IOException {}

    @AfterEach
    void close() {
        gcs.close();
    }

    @Override
    BlobStore store() {
        return store;
    }

    @Test
    void bytes_are_sent_in_chunks_as_they_come() throws IOException {
        write(bytes);
        assertEquals(3, Collections.frequency(gcs.calls(), Call.BYTES));
        assertEquals(1, Collections.frequency(gcs.calls(), Call.LAST_BYTES));
        assertEquals("image/jpeg", gcs.contentType(KEY));
        assertArrayEquals(bytes, read(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK})
    void any_length_is_stored_whole(int length) throws IOException {
        byte[] some = new byte[length];
        new Random(7).nextBytes(some);
        write(some);
        assertArrayEquals(some, read(0));
        assertEquals(length, store.find(KEY).orElseThrow().bytes());
        assertEquals(0, read(length).length);
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "BYTES", "LAST_BYTES", "LOOK", "READ", "LIST"})
    void a_call_that_is_refused_for_a_moment_is_made_again(Call call) throws IOException {
        gcs.harm(call, new Harm.Refused(503), new Harm.Refused(429), new Harm.Cut());
        write(bytes);
        assertArrayEquals(bytes, read(0));
        assertEquals(1, store.list("t/0a/").size());
    }

    @Test
    void a_delete_whose_answer_is_lost_has_deleted() throws IOException {
        write(bytes);
        gcs.harm(Call.DELETE, new Harm.Refused(503), new Harm.AnswerLost());
        store.delete(KEY);
        assertTrue(store.find(KEY).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "BYTES", "LAST_BYTES"})
    void an_upload_whose_answers_are_lost_is_one_object(Call call) throws IOException {
        gcs.harm(call, new Harm.AnswerLost(), new Harm.AnswerLost());
        write(bytes);
        assertArrayEquals(bytes, read(0));
    }

    @Test
    void an_upload_that_was_finished_and_forgotten_is_success() throws IOException {
        gcs.harm(Call.LAST_BYTES, new Harm.UploadForgotten());
        write(bytes);
        assertArrayEquals(bytes, read(0));
    }

    @Test
    void an_upload_that_was_forgotten_before_its_end_is_a_failure() throws IOException {
        gcs.harm(Call.BYTES, new Harm.UploadForgotten());
        assertThrows(IOException.class, () -> write(bytes));
        assertTrue(store.find(KEY).isEmpty());
        write(bytes);
        assertArrayEquals(bytes, read(0));
    }

    @Test
    void of_an_object_that_is_there_no_byte_is_sent_again() throws IOException {
        write(bytes);
        int sent = Collections.frequency(gcs.calls(), Call.BYTES);
        write(bytes);
        assertThrows(BlobConflictException.class, () -> write(bytes(2)));
        assertEquals(sent, Collections.frequency(gcs.calls(), Call.BYTES));
        assertArrayEquals(bytes, read(0));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void bytes_that_change_on_their_way_in_are_not_kept(boolean noticed) throws IOException {
        gcs.harm(Call.LAST_BYTES, new Harm.Damaged(noticed));
        assertThrows(IOException.class, () -> write(bytes));
        assertTrue(store.find(KEY).isEmpty());
        write(bytes);
        assertArrayEquals(bytes, read(0));
    }

    @ParameterizedTest
    @ValueSource(ints = {507, 403})
    void a_store_that_is_full_is_a_failure_that_says_so(int status) throws IOException {
        for (Call call : List.of(Call.START, Call.BYTES, Call.LAST_BYTES)) {
            gcs.harm(call, new Harm.Refused(status));
            IOException full = assertThrows(IOException.class, () -> write(bytes));
            String said = String.valueOf(full.getMessage());
            assertTrue(said.contains(Integer.toString(status)), said);
            assertTrue(said.contains("room"), said);
            assertFalse(said.contains(KEY), said);
            assertTrue(store.find(KEY).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"START", "LAST_BYTES", "READ"})
    void a_store_that_does_not_answer_is_not_waited_for_without_end(Call call) throws IOException {
        write(bytes);
        String key = call == Call.READ ? KEY : "t/0a/j/0b/1.jpg";
        gcs.harm(call, Collections.nCopies(20, new Harm.Silence()).toArray(Harm[]::new));
        BlobStore hasty = store(FakeGcs.BUCKET, HASTY);
        long started = System.nanoTime();
        assertThrows(IOException.class, () -> {
            write(hasty, key, bytes);
            hasty.open(key, 0).close();
        });
        Duration waited = Duration.ofNanos(System.nanoTime() - started);
        assertTrue(waited.toSeconds() < 10, waited.toString());
    }

    @Test
    void slow_bytes_are_waited_for_and_a_broken_stream_goes_on() throws IOException {
        write(bytes);
        gcs.harm(Call.READ, new Harm.Trickle(), new Harm.Cut(), new Harm.Trickle());
        assertArrayEquals(bytes, read(0));
        assertEquals(LENGTH - 5000, read(5000).length);
    }

    @Test
    void a_listing_of_many_pages_is_whole() throws IOException {
        gcs.page(2);
        for (int i = 0; i < 5; i++) {
            write(store, "t/0a/j/0b/%d.png".formatted(i), new byte[] {(byte) i});
        }
        assertEquals(
                List.of("0.png", "1.png", "2.png", "3.png", "4.png"),
                store.list("t/0a/j/").stream()
                        .map(blob -> blob.key().substring(10))
                        .toList());
    }

    @Test
    void what_is_not_there_is_told_from_a_bucket_that_is_not() throws IOException {
        assertThrows(NoSuchFileException.class, () -> store.open(KEY, 0));
        BlobStore elsewhere = store("elsewhere", PATIENT);
        for (IOException lost : List.of(
                assertThrows(IOException.class, () -> elsewhere.find(KEY)),
                assertThrows(IOException.class, () -> elsewhere.begin(KEY)),
                assertThrows(IOException.class, () -> elsewhere.open(KEY, 0)))) {
            assertEquals("there is no bucket elsewhere; check DARKROOM_BLOB_BUCKET", lost.getMessage());
        }
    }

    @Test
    void a_store_without_a_key_has_no_urls_of_its_own() {
        assertTrue(store.downloadUrl(KEY).isEmpty());
    }

    private GcsBlobStore store(String bucket, GcsClients.Patience patience) {
        return GcsBlobStore.connect(BlobConfig.emulated(bucket, gcs.endpoint()), patience, NoCredentials.getInstance());
    }

    private static byte[] bytes(long seed) {
        byte[] bytes = new byte[LENGTH];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    private static GcsClients.Patience patience(Duration most) {
        return new GcsClients.Patience(most, most, Duration.ofMillis(10), most.multipliedBy(2));
    }

    private void write(byte[] content) throws IOException {
        write(store, KEY, content);
    }

    private static void write(BlobStore store, String key, byte[] content) throws IOException {
        try (BlobUpload upload = store.begin(key)) {
            for (int at = 0; at < content.length; at += 100_000) {
                upload.write(content, at, Math.min(100_000, content.length - at));
            }
            upload.commit();
        }
    }

    private byte[] read(long offset) throws IOException {
        try (InputStream in = store.open(KEY, offset)) {
            return in.readAllBytes();
        }
    }
}
