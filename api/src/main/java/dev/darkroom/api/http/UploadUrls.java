package dev.darkroom.api.http;

import dev.darkroom.activities.keys.MasterKeys;
import dev.darkroom.activities.keys.Signer;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageFormat;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** URLs at which whoever has one may put the bytes of one image of a certain type and size, until a certain time. */
@Singleton
public final class UploadUrls {

    static final String PATH = "/uploads/";
    private static final Pattern QUERY = Pattern.compile(
            "content_type=(image/[a-z]+)&size=([1-9]\\d{0,9})&expires=([1-9]\\d{0,15})&signature=([A-Za-z0-9_-]+)");

    private final Signer signer;
    private final String publicUrl;
    private final Clock clock = Clock.systemUTC();

    UploadUrls(MasterKeys keys, HttpConfig config) {
        signer = keys.signer("upload-url");
        publicUrl = config.publicUrl();
    }

    /** What a URL allows. */
    record Allowed(ArtifactId id, ImageFormat format, long bytes) {}

    /** A fresh URL. The signature is its last query parameter. */
    public String url(ArtifactId id, ImageFormat format, long bytes, Instant expiresAt) {
        String name = ArtifactIds.text(id.text());
        long expires = expiresAt.getEpochSecond();
        String signature = signer.sign(signed(name, format.contentType(), bytes, expires));
        return "%s%s%s?content_type=%s&size=%d&expires=%d&signature=%s"
                .formatted(publicUrl, PATH, name, format.contentType(), bytes, expires, signature);
    }

    /** What the URL of a request allows; empty where it was not made here in this very spelling, or its time is over. */
    Optional<Allowed> read(HttpRequest<?> request, String name) {
        Matcher query = QUERY.matcher(String.valueOf(request.getUri().getRawQuery()));
        Optional<ArtifactId> id = ArtifactIds.parse(name);
        if (id.isEmpty() || !request.getUri().getRawPath().equals(PATH + name) || !query.matches()) {
            return Optional.empty();
        }
        long bytes = Long.parseLong(query.group(2));
        long expires = Long.parseLong(query.group(3));
        boolean ours = signer.verify(signed(name, query.group(1), bytes, expires), query.group(4));
        return ours && !clock.instant().isAfter(Instant.ofEpochSecond(expires))
                ? Optional.of(new Allowed(id.get(), ImageFormat.ofContentType(query.group(1)), bytes))
                : Optional.empty();
    }

    private static String signed(String name, String contentType, long bytes, long expires) {
        return "%s\n%s\n%d\n%d".formatted(name, contentType, bytes, expires);
    }
}
