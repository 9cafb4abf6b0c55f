package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.blob.BlobUpload;
import dev.darkroom.activities.keys.KeysConfig;
import dev.darkroom.activities.keys.MasterKeys;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FileUrlsTest {

    private static final String KEY = "t/0a/j/0b/0.png";

    private Optional<String> given = Optional.empty();
    private final FileUrls urls = new FileUrls(
            new MasterKeys(new KeysConfig(Base64.getEncoder().encodeToString(new byte[32]))),
            new HttpConfig("127.0.0.1", 8080, 9090, "https://images.example", ""),
            new Store());

    @Test
    void the_store_s_own_url_is_handed_out_where_it_has_one() {
        given = Optional.of("https://storage.example/pictures/" + KEY);
        assertEquals(given.get(), urls.url(KEY));
    }

    @Test
    void where_it_has_none_now_the_picture_is_read_through_us() {
        String url = urls.url(KEY);
        assertTrue(url.startsWith("https://images.example/files/" + KEY + "?expires="), url);
        String[] query = url.split("[=&]", -1);
        assertTrue(urls.isValid(KEY, query[1], query[3]));
    }

    /** A store that is only asked for URLs. */
    private final class Store implements BlobStore {

        @Override
        public Optional<String> downloadUrl(String key) {
            return given;
        }

        @Override
        public BlobUpload begin(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<BlobInfo> find(String key) {
            throw new UnsupportedOperationException();
        }

        @Override
        public InputStream open(String key, long offset) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<BlobInfo> list(String prefix) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void delete(String key) {
            throw new UnsupportedOperationException();
        }
    }
}
