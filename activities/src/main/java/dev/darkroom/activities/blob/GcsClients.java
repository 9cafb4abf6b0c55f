package dev.darkroom.activities.blob;

import com.google.api.gax.retrying.RetrySettings;
import com.google.auth.Credentials;
import com.google.auth.oauth2.GoogleCredentials;
import com.google.cloud.NoCredentials;
import com.google.cloud.http.HttpTransportOptions;
import com.google.cloud.storage.HttpStorageOptions;
import com.google.cloud.storage.Storage;
import com.google.cloud.storage.StorageOptions;
import com.google.cloud.storage.StorageRetryStrategy;
import dev.darkroom.activities.config.InvalidSettingException;
import java.io.IOException;
import java.time.Duration;

/** Makes clients of Cloud Storage. None of them is connected before it is used. */
final class GcsClients {

    // A store that does not answer has failed a step within 20 s: before the step's heartbeat is missed, so that it is
    // this attempt that fails, and no second one that writes beside it.
    static final Patience PATIENCE =
            new Patience(Duration.ofSeconds(3), Duration.ofSeconds(8), Duration.ofMillis(200), Duration.ofSeconds(10));

    private static final int TRIES = 6;
    private static final Duration PAUSE_MAX = Duration.ofSeconds(3);
    private static final double PAUSE_GROWTH = 2;

    // Objects belong to a bucket and not to a project. Without a name the client would look for one, also in the
    // network.
    private static final String NO_PROJECT = "none";

    private GcsClients() {}

    /**
     * How long is waited.
     *
     * @param connect for a connection
     * @param answer for the next byte of an answer
     * @param pause before a second try; it grows
     * @param tries until no other try of the same call begins
     */
    record Patience(Duration connect, Duration answer, Duration pause, Duration tries) {}

    static Storage connect(BlobConfig config, Patience patience, Credentials credentials) {
        HttpStorageOptions.Builder options = StorageOptions.http()
                .setProjectId(NO_PROJECT)
                .setCredentials(credentials)
                .setTransportOptions(HttpTransportOptions.newBuilder()
                        .setConnectTimeout((int) patience.connect().toMillis())
                        .setReadTimeout((int) patience.answer().toMillis())
                        .build())
                .setRetrySettings(retries(patience))
                // All that we ask may be asked twice: what is made must not exist, and what is deleted stays away.
                .setStorageRetryStrategy(StorageRetryStrategy.getUniformStorageRetryStrategy());
        // With a key at hand no token has to be fetched.
        options.setUseJwtAccessWithScope(true);
        if (!config.endpoint().isEmpty()) {
            options.setHost(config.endpoint());
        }
        return options.build().getService();
    }

    /**
     * As whom the store is used.
     *
     * @throws InvalidSettingException where there are none
     */
    static Credentials credentials(BlobConfig config) {
        if (config.isAnonymous()) {
            return NoCredentials.getInstance();
        }
        try {
            return GoogleCredentials.getApplicationDefault();
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "DARKROOM_BLOB_CREDENTIALS",
                    "backed by application default credentials; GOOGLE_APPLICATION_CREDENTIALS can name their file");
        }
    }

    private static RetrySettings retries(Patience patience) {
        return RetrySettings.newBuilder()
                .setTotalTimeoutDuration(patience.tries())
                .setMaxAttempts(TRIES)
                .setInitialRetryDelayDuration(patience.pause())
                .setRetryDelayMultiplier(PAUSE_GROWTH)
                .setMaxRetryDelayDuration(PAUSE_MAX)
                .build();
    }
}
