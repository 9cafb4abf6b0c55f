package dev.darkroom.activities.blob;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.net.URI;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Where the bytes of images lie.
 *
 * @param store which store it is
 * @param folder of the local-disk store
 * @param bucket of Cloud Storage
 * @param endpoint of Cloud Storage where it is not Google's public one; else empty
 * @param publicEndpoint where callers fetch images, where that is not the endpoint; else empty
 * @param credentials as whom Cloud Storage is used
 */
@Introspected
@ConfigurationProperties("darkroom.blob")
public record BlobConfig(
        @Setting("Where images are stored: disk, or gcs for Google Cloud Storage") @Bindable(defaultValue = "disk")
        String store,

        @Setting("Folder in which images are stored, for disk") @Bindable(defaultValue = "artifacts")
        String folder,

        @Setting(value = "Bucket in which images are stored, for gcs", shown = "(none)") @Bindable(defaultValue = "")
        String bucket,

        @Setting(value = "URL of Cloud Storage, for a private endpoint or an emulator", shown = "(Google's)")
        @Bindable(defaultValue = "")
        String endpoint,

        @Setting(value = "URL of Cloud Storage as callers reach it, where it is another", shown = "(the endpoint)")
        @Bindable(defaultValue = "")
        String publicEndpoint,

        @Setting("As whom Cloud Storage is used: google for the application default credentials, none for an emulator")
        @Bindable(defaultValue = "google")
        String credentials) {

    private static final String DISK = "disk";
    private static final String GCS = "gcs";
    private static final String GOOGLE = "google";
    private static final String NONE = "none";
    private static final String GOOGLES_ENDPOINT = "https://storage.googleapis.com";
    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9._-]{1,220}[a-z0-9]");
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "[::1]", "localhost");

    public BlobConfig {
        endpoint = withoutSlash(endpoint);
        publicEndpoint = withoutSlash(publicEndpoint);
        switch (store) {
            case DISK -> Bounds.notBlank("DARKROOM_BLOB_FOLDER", folder);
            case GCS -> checkGcs(bucket, endpoint, publicEndpoint, credentials);
            default -> throw new InvalidSettingException("DARKROOM_BLOB_STORE", "disk or gcs");
        }
    }

    /** Images in a bucket of an emulator that asks nobody who he is. */
    public static BlobConfig emulated(String bucket, String endpoint) {
        return new BlobConfig(GCS, "", bucket, endpoint, "", NONE);
    }

    boolean isGcs() {
        return store.equals(GCS);
    }

    boolean isAnonymous() {
        return credentials.equals(NONE);
    }

    /** The endpoint that callers are sent to. */
    String callersEndpoint() {
        if (!publicEndpoint.isEmpty()) {
            return publicEndpoint;
        }
        return endpoint.isEmpty() ? GOOGLES_ENDPOINT : endpoint;
    }

    private static void checkGcs(String bucket, String endpoint, String publicEndpoint, String credentials) {
        if (!BUCKET.matcher(bucket).matches()) {
            throw new InvalidSettingException(
                    "DARKROOM_BLOB_BUCKET", "the name of a bucket, for DARKROOM_BLOB_STORE=gcs");
        }
        checkEndpoint("DARKROOM_BLOB_ENDPOINT", endpoint);
        checkEndpoint("DARKROOM_BLOB_PUBLIC_ENDPOINT", publicEndpoint);
        switch (credentials) {
            case GOOGLE -> {
                // A token is as good as the key for an hour, and plain http shows it to everybody on the way.
                if (endpoint.startsWith("http:")
                        && !LOOPBACK.contains(URI.create(endpoint).getHost())) {
                    throw new InvalidSettingException("DARKROOM_BLOB_ENDPOINT", "https where there are credentials");
                }
            }
            case NONE -> {
                if (endpoint.isEmpty()) {
                    throw new InvalidSettingException(
                            "DARKROOM_BLOB_CREDENTIALS", "google where DARKROOM_BLOB_ENDPOINT is not set");
                }
            }
            default -> throw new InvalidSettingException("DARKROOM_BLOB_CREDENTIALS", "google or none");
        }
    }

    private static void checkEndpoint(String name, String url) {
        if (!url.isEmpty() && !isOrigin(url)) {
            throw new InvalidSettingException(name, "an http or https URL without a path");
        }
    }

    private static boolean isOrigin(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null
                    && uri.getRawPath().isEmpty()
                    && uri.getRawQuery() == null
                    && uri.getRawUserInfo() == null
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
