package dev.darkroom.activities.blob;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import com.google.auth.ServiceAccountSigner;
import com.google.cloud.storage.BlobInfo;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.Storage.SignUrlOption;
import java.net.URL;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * URLs of objects that Cloud Storage itself serves, signed for two hours and handed out for the first of them. Without
 * a key at hand every signature is a call of Google's IAM, so each is kept.
 */
final class SignedUrls {

    private static final Logger LOG = LoggerFactory.getLogger(SignedUrls.class);

    private static final Duration VALID = Duration.ofHours(2);
    // An hour less a margin, for a signature that took long and for clocks that differ.
    private static final Duration KEPT = Duration.ofMinutes(55);
    private static final Duration PAUSE = Duration.ofMinutes(1);
    private static final int URLS_MAX = 10_000;

    private final Signing signing;
    private final Ticker ticker;
    private final Cache<String, String> urls;
    private final AtomicLong triedAgainAt;

    SignedUrls(Signing signing, Ticker ticker) {
        this.signing = signing;
        this.ticker = ticker;
        triedAgainAt = new AtomicLong(ticker.read());
        urls = Caffeine.newBuilder()
                .maximumSize(URLS_MAX)
                .expireAfterWrite(KEPT)
                .ticker(ticker)
                .build();
    }

    /** Makes one URL; empty where these credentials can sign nothing. */
    interface Signing {
        Optional<String> sign(String key);
    }

    static SignedUrls of(Storage storage, BlobConfig config) {
        if (!(storage.getOptions().getCredentials() instanceof ServiceAccountSigner)) {
            return new SignedUrls(_ -> Optional.empty(), Ticker.systemTicker());
        }
        return new SignedUrls(key -> Optional.of(signed(storage, config, key)), Ticker.systemTicker());
    }

    /** A URL that is valid for an hour and more; empty where none can be made now. */
    Optional<String> of(String key) {
        String known = urls.getIfPresent(key);
        if (known != null) {
            return Optional.of(known);
        }
        if (ticker.read() - triedAgainAt.get() < 0) {
            return Optional.empty();
        }
        try {
            Optional<String> made = signing.sign(key);
            made.ifPresent(url -> urls.put(key, url));
            return made;
        } catch (RuntimeException e) {
            // The client has no type in common for a signer that does not answer, or refuses. No caller has to know:
            // the object can be read through us.
            triedAgainAt.set(ticker.read() + PAUSE.toNanos());
            LOG.warn(
                    "URLs of Cloud Storage could not be signed ({}), so pictures are served by the api for a minute;"
                            + " the service account needs the role Service Account Token Creator on itself",
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }

    private static String signed(Storage storage, BlobConfig config, String key) {
        BlobInfo object = BlobInfo.newBuilder(config.bucket(), key).build();
        URL signed = storage.signUrl(
                object,
                VALID.toSeconds(),
                TimeUnit.SECONDS,
                SignUrlOption.withV4Signature(),
                SignUrlOption.withPathStyle(),
                SignUrlOption.withHostName(config.callersEndpoint()));
        // The client takes the scheme of its own endpoint; only the host is in the signature.
        return config.callersEndpoint() + signed.getFile();
    }
}
