package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.config.InvalidSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlobConfigTest {

    @Test
    void a_folder_needs_nothing_of_cloud_storage() {
        BlobConfig config = new BlobConfig("disk", "artifacts", "", "", "", "google");
        assertFalse(config.isGcs());
        InvalidSettingException wrong =
                assertThrows(InvalidSettingException.class, () -> new BlobConfig("disk", " ", "", "", "", "google"));
        assertEquals("DARKROOM_BLOB_FOLDER must be set", wrong.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "s3,   pictures, '', '', google, DARKROOM_BLOB_STORE",
        "gcs,  '', '', '', google, DARKROOM_BLOB_BUCKET",
        "gcs,  a/b, '', '', google, DARKROOM_BLOB_BUCKET",
        "gcs,  Pictures, '', '', google, DARKROOM_BLOB_BUCKET",
        "gcs,  pictures, storage.example, '', google, DARKROOM_BLOB_ENDPOINT",
        "gcs,  pictures, ftp://storage.example, '', google, DARKROOM_BLOB_ENDPOINT",
        "gcs,  pictures, https://storage.example/x, '', google, DARKROOM_BLOB_ENDPOINT",
        "gcs,  pictures, https://me:mine@storage.example, '', google, DARKROOM_BLOB_ENDPOINT",
        "gcs,  pictures, http://storage.example, '', google, DARKROOM_BLOB_ENDPOINT",
        "gcs,  pictures, '', here, google, DARKROOM_BLOB_PUBLIC_ENDPOINT",
        "gcs,  pictures, '', '', none, DARKROOM_BLOB_CREDENTIALS",
        "gcs,  pictures, '', '', me, DARKROOM_BLOB_CREDENTIALS"
    })
    void a_wrong_setting_is_named(
            String store, String bucket, String endpoint, String publicEndpoint, String credentials, String named) {
        InvalidSettingException wrong = assertThrows(
                InvalidSettingException.class,
                () -> new BlobConfig(store, "artifacts", bucket, endpoint, publicEndpoint, credentials));
        assertTrue(String.valueOf(wrong.getMessage()).startsWith(named + " must be "), named);
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', google, https://storage.googleapis.com",
        "https://storage.example/, '', google, https://storage.example",
        "http://127.0.0.1:4443, '', google, http://127.0.0.1:4443",
        "http://[::1]:4443, '', google, http://[::1]:4443",
        "http://gcs:4443, '', none, http://gcs:4443",
        "http://gcs:4443, http://127.0.0.1:4443, none, http://127.0.0.1:4443"
    })
    void callers_are_sent_to_the_endpoint_unless_they_have_one_of_their_own(
            String endpoint, String publicEndpoint, String credentials, String callers) {
        BlobConfig config = new BlobConfig("gcs", "", "pictures", endpoint, publicEndpoint, credentials);
        assertTrue(config.isGcs());
        assertEquals(callers, config.callersEndpoint());
    }
}
