package dev.darkroom.activities.webhook;

import dev.darkroom.activities.keys.MasterKeys;
import dev.darkroom.activities.keys.Seal;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The secrets that sign what is delivered: as people get them, and sealed, as they are stored. */
@Singleton
public final class WebhookSecrets {

    /** How long the secret before a rotation signs too. */
    public static final Duration BOTH = Duration.ofHours(24);

    private static final String START = "whsec_";
    private static final int BYTES = 32;

    private final Seal seal;
    private final SecureRandom random = new SecureRandom();

    WebhookSecrets(MasterKeys keys) {
        seal = keys.seal("webhook-secret");
    }

    /** A new one: {@code whsec_} and base64 of 32 random bytes. */
    public String make() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return START + Base64.getEncoder().encodeToString(bytes);
    }

    /** For a column. */
    public String seal(String secret) {
        return seal.seal(secret);
    }

    /** Those that sign now: the secret, and the one before it as long as it is given. */
    public List<String> open(String sealed, @Nullable String sealedBefore) {
        return sealedBefore == null ? List.of(seal.open(sealed)) : List.of(seal.open(sealed), seal.open(sealedBefore));
    }
}
