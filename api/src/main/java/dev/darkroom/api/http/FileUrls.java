package dev.darkroom.api.http;

import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.activities.keys.MasterKeys;
import dev.darkroom.activities.keys.Signer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * URLs under which a stored object can be read for an hour by whoever has them: the store's own where it has one to
 * give, else ours. They are made at each read and stored nowhere.
 */
@Singleton
public final class FileUrls {

    static final String PATH = "/files/";
    private static final Duration VALID = Duration.ofHours(1);

    private final Signer signer;
    private final String publicUrl;
    private final BlobStore blobs;
    private final Clock clock = Clock.systemUTC();

    FileUrls(MasterKeys keys, HttpConfig config, BlobStore blobs) {
        signer = keys.signer("file-url");
        publicUrl = config.publicUrl();
        this.blobs = blobs;
    }

    /** A URL of an object, good for an hour and more. The signature is its last query parameter. */
    public String url(String blobKey) {
        return blobs.downloadUrl(blobKey).orElseGet(() -> ours(blobKey));
    }

    /** Whether a URL with these parts was made here, and its hour is not over. */
    boolean isValid(String blobKey, String expires, String signature) {
        if (!expires.matches("[1-9]\\d{0,15}")) {
            return false;
        }
        long until = Long.parseLong(expires);
        return signer.verify(signed(blobKey, until), signature)
                && !clock.instant().isAfter(Instant.ofEpochSecond(until));
    }

    private String ours(String blobKey) {
        long expires = clock.instant().plus(VALID).getEpochSecond();
        return "%s%s%s?expires=%d&signature=%s"
                .formatted(publicUrl, PATH, blobKey, expires, signer.sign(signed(blobKey, expires)));
    }

    private static String signed(String blobKey, long expires) {
        return blobKey + "\n" + expires;
    }
}
