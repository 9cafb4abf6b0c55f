package dev.darkroom.activities.blob;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.auth.oauth2.ServiceAccountCredentials;
import dev.darkroom.activities.testing.gcs.FakeGcs;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The V4 signature of the URLs, taken apart and verified as Google's documents say it is made. */
class GcsUrlsTest {

    private static final String KEY = "t/0a/j/0b/0.png";
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'");

    private final KeyPair keys = keys();

    GcsUrlsTest() throws NoSuchAlgorithmException {}

    @Test
    void a_url_is_signed_by_the_key_for_this_object_this_host_and_two_hours() throws GeneralSecurityException {
        URI url = URI.create(url("https://storage.example", ""));
        assertEquals("storage.example", url.getAuthority());
        assertEquals("/%s/%s".formatted(FakeGcs.BUCKET, KEY), url.getRawPath());
        assertTrue(isSigned(url, url.getRawPath()));
        assertFalse(isSigned(url, url.getRawPath().replace("0.png", "1.png")));
        Map<String, String> query = query(url);
        assertEquals("7200", query.get("X-Goog-Expires"));
        Instant at = LocalDateTime.parse(query.get("X-Goog-Date"), TIME).toInstant(ZoneOffset.UTC);
        assertTrue(Duration.between(at, Instant.now()).abs().toMinutes() < 5, at.toString());
    }

    @Test
    void callers_are_sent_where_they_reach_the_store() throws GeneralSecurityException {
        assertEquals("storage.googleapis.com", URI.create(url("", "")).getAuthority());
        URI apart = URI.create(url("http://127.0.0.1:9", "https://pictures.example"));
        assertEquals("https", apart.getScheme());
        assertEquals("pictures.example", apart.getAuthority());
        assertTrue(isSigned(apart, apart.getRawPath()));
    }

    @Test
    void an_object_is_read_at_its_url() throws IOException, InterruptedException {
        try (FakeGcs gcs = new FakeGcs();
                HttpClient http = HttpClient.newHttpClient()) {
            // With the key alone: the fake has no place to get a token from.
            BlobStore store = store(gcs.endpoint(), "");
            byte[] bytes = "a picture".getBytes(StandardCharsets.UTF_8);
            try (BlobUpload upload = store.begin(KEY)) {
                upload.write(bytes, 0, bytes.length);
                upload.commit();
            }
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create(store.downloadUrl(KEY).orElseThrow()))
                    .build();
            HttpResponse<byte[]> read = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            assertEquals(200, read.statusCode());
            assertEquals("image/png", read.headers().firstValue("Content-Type").orElseThrow());
            assertArrayEquals(bytes, read.body());
        }
    }

    private String url(String endpoint, String publicEndpoint) {
        return store(endpoint, publicEndpoint).downloadUrl(KEY).orElseThrow();
    }

    private BlobStore store(String endpoint, String publicEndpoint) {
        BlobConfig config = new BlobConfig("gcs", "", FakeGcs.BUCKET, endpoint, publicEndpoint, "google");
        ServiceAccountCredentials credentials = ServiceAccountCredentials.newBuilder()
                .setClientEmail("pictures@example.iam.gserviceaccount.com")
                .setPrivateKey(keys.getPrivate())
                .build();
        return GcsBlobStore.connect(config, GcsClients.PATIENCE, credentials);
    }

    private boolean isSigned(URI url, String path) throws GeneralSecurityException {
        Map<String, String> query = query(url);
        byte[] signature = HexFormat.of().parseHex(query.remove("X-Goog-Signature"));
        String sorted = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining("&"));
        String canonical = "GET\n%s\n%s\nhost:%s\n\nhost\nUNSIGNED-PAYLOAD".formatted(path, sorted, url.getAuthority());
        String date = query.getOrDefault("X-Goog-Date", "");
        String signed = "GOOG4-RSA-SHA256\n%s\n%s/auto/storage/goog4_request\n%s"
                .formatted(date, date.substring(0, 8), sha256(canonical));
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(keys.getPublic());
        verifier.update(signed.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(signature);
    }

    private static Map<String, String> query(URI url) {
        return Arrays.stream(url.getRawQuery().split("&", -1))
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1], (a, b) -> a, TreeMap::new));
    }

    private static String sha256(String text) throws NoSuchAlgorithmException {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest);
    }

    private static KeyPair keys() throws NoSuchAlgorithmException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }
}
