package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.activities.testing.gcs.Call;
import dev.darkroom.activities.testing.gcs.FakeGcs;
import dev.darkroom.activities.testing.gcs.Harm;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The product on Cloud Storage, where nobody has a key to sign with: pictures are read through the api. */
class CloudFilesTest {

    private final FakeGcs gcs = new FakeGcs();
    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(
            database,
            temporal,
            Map.of(
                    "darkroom.blob.store",
                    "gcs",
                    "darkroom.blob.bucket",
                    FakeGcs.BUCKET,
                    "darkroom.blob.endpoint",
                    gcs.endpoint(),
                    "darkroom.blob.credentials",
                    "none"));

    CloudFilesTest() throws IOException {}

    @AfterEach
    void close() {
        api.close();
        temporal.close();
        gcs.close();
    }

    @Test
    void a_job_s_picture_lies_in_the_bucket_and_is_served_whole_and_in_part() throws NoSuchAlgorithmException {
        gcs.harm(Call.LAST_BYTES, new Harm.AnswerLost());
        String key = api.tenant(MicroUsd.ofUsd(10));
        Reply task =
                api.ended(key, api.generate(key, "{\"prompt\": \"a lake\"}").at("task_id"));
        String url = task.at("output.images.0.url");
        String name = url.substring(url.indexOf("/files/") + "/files/".length(), url.indexOf('?'));
        assertEquals("image/png", gcs.contentType(name));
        byte[] whole = get(url).response().body();
        assertEquals(
                task.at("output.images.0.sha256"),
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(whole)));
        Reply part = api.send(api.request(url).header("Range", "bytes=100-299"));
        assertEquals(206, part.status());
        assertArrayEquals(Arrays.copyOfRange(whole, 100, 300), part.response().body());
        assertTrue(gcs.calls().contains(Call.ASK), "the lost answer was asked for");
    }

    private Reply get(String url) {
        Reply reply = api.send(api.request(url));
        assertEquals(200, reply.status());
        return reply;
    }
}
