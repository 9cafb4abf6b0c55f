package dev.darkroom.api.http;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.workflows.domain.job.ImageFormat;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** Serves stored objects at signed URLs: whole or a range of them, streamed. */
@ForCallers
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class FileController {

    private static final String PRIVATE = "private, max-age=3600, immutable";

    private final BlobStore blobs;
    private final FileUrls urls;
    private final SurfaceTable surfaces;

    FileController(BlobStore blobs, FileUrls urls, SurfaceTable surfaces) {
        this.blobs = blobs;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Get("/files/{+key}")
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> read(HttpRequest<?> request, String key) throws IOException {
        if (!isSigned(request, key)) {
            return surfaces.render(request, new ApiFailure.BadSignature());
        }
        Optional<BlobInfo> found = BlobKeys.isValid(key) ? blobs.find(key) : Optional.empty();
        if (found.isEmpty()) {
            return surfaces.render(request, new ApiFailure.NotFound());
        }
        BlobInfo blob = found.get();
        String tag = "\"%s\"".formatted(Integer.toHexString(key.hashCode()) + Long.toHexString(blob.bytes()));
        if (tag.equals(request.getHeaders().get(HttpHeaders.IF_NONE_MATCH))) {
            return marked(HttpResponse.notModified(), tag);
        }
        ByteRange range = ByteRange.parse(request.getHeaders().get(HttpHeaders.RANGE), blob.bytes());
        return switch (range.kind()) {
            case WHOLE -> marked(HttpResponse.ok(content(blob, 0, blob.bytes())), tag);
            case PART ->
                marked(
                        HttpResponse.status(HttpStatus.PARTIAL_CONTENT)
                                .header(HttpHeaders.CONTENT_RANGE, range.header(blob.bytes()))
                                .body(content(blob, range.first(), range.length())),
                        tag);
            case OUTSIDE ->
                HttpResponse.status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(HttpHeaders.CONTENT_RANGE, range.header(blob.bytes()));
        };
    }

    private boolean isSigned(HttpRequest<?> request, String key) {
        QueryParams params = new QueryParams(request);
        String expires = params.text("expires");
        String signature = params.text("signature");
        params.end();
        return expires != null && signature != null && urls.isValid(key, expires, signature);
    }

    private StreamedFile content(BlobInfo blob, long first, long length) throws IOException {
        InputStream bytes = blobs.open(blob.key(), first);
        InputStream part = first + length == blob.bytes() ? bytes : new BoundedStream(bytes, length);
        return new StreamedFile(
                part, MediaType.of(contentType(blob.key())), blob.storedAt().toEpochMilli(), length);
    }

    private static <T> MutableHttpResponse<T> marked(MutableHttpResponse<T> response, String tag) {
        return response.header(HttpHeaders.ETAG, tag)
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CACHE_CONTROL, PRIVATE);
    }

    private static String contentType(String key) {
        return Arrays.stream(ImageFormat.values())
                .filter(format -> key.endsWith("." + format.extension()))
                .map(ImageFormat::contentType)
                .findFirst()
                .orElse(MediaType.APPLICATION_OCTET_STREAM);
    }
}
