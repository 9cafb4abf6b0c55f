package dev.darkroom.api.http;

import dev.darkroom.activities.blob.BlobInfo;
import dev.darkroom.activities.blob.BlobKeys;
import dev.darkroom.activities.blob.BlobStore;
import dev.darkroom.api.core.ApiFailure;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Head;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Serves stored objects at signed URLs: whole or a range of them, streamed. */
@ForCallers
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class FileController {

    private static final Pattern SIGNED = Pattern.compile("expires=(\\d{1,16})&signature=([A-Za-z0-9_-]+)");
    private static final String PRIVATE = "private, max-age=3600, immutable";

    private final BlobStore blobs;
    private final FileUrls urls;
    private final SurfaceTable surfaces;

    FileController(BlobStore blobs, FileUrls urls, SurfaceTable surfaces) {
        this.blobs = blobs;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Get(value = "/files/{+key}", produces = MediaType.ALL, headRoute = false)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> read(HttpRequest<?> request, String key) throws IOException {
        return serve(request, key, blob -> contents(request, blob));
    }

    /** The headers of the whole file, without opening it. */
    @Head("/files/{+key}")
    @Produces(MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> look(HttpRequest<?> request, String key) throws IOException {
        return serve(
                request,
                key,
                blob -> marked(HttpResponse.ok(), EntityTag.of(blob))
                        .contentType(BlobKeys.contentType(blob.key()))
                        .contentLength(blob.bytes()));
    }

    /** What is answered of an object that is there and may be seen. */
    private interface Serving {
        HttpResponse<?> of(BlobInfo blob) throws IOException;
    }

    private HttpResponse<?> serve(HttpRequest<?> request, String key, Serving serving) throws IOException {
        if (!isSigned(request, key)) {
            return surfaces.render(request, new ApiFailure.BadSignature());
        }
        Optional<BlobInfo> found = BlobKeys.isValid(key) ? blobs.find(key) : Optional.empty();
        return found.isPresent() ? serving.of(found.get()) : surfaces.render(request, new ApiFailure.NotFound());
    }

    private HttpResponse<?> contents(HttpRequest<?> request, BlobInfo blob) throws IOException {
        EntityTag tag = EntityTag.of(blob);
        if (tag.isAmong(request.getHeaders().getAll(HttpHeaders.IF_NONE_MATCH))) {
            return marked(HttpResponse.notModified(), tag);
        }
        String wanted = tag.holds(request.getHeaders().get(HttpHeaders.IF_RANGE))
                ? request.getHeaders().get(HttpHeaders.RANGE)
                : null;
        ByteRange range = ByteRange.parse(wanted, blob.bytes());
        return switch (range.kind()) {
            case WHOLE -> marked(HttpResponse.ok(content(blob, 0, blob.bytes())), tag);
            case PART ->
                marked(
                        HttpResponse.status(HttpStatus.PARTIAL_CONTENT)
                                .header(HttpHeaders.CONTENT_RANGE, range.header(blob.bytes()))
                                .body(content(blob, range.first(), range.length())),
                        tag);
            case OUTSIDE ->
                surfaces.render(request, new ApiFailure.BadField("Range", "`Range` is not within the file."))
                        .status(HttpStatus.REQUESTED_RANGE_NOT_SATISFIABLE)
                        .header(HttpHeaders.CONTENT_RANGE, range.header(blob.bytes()));
        };
    }

    /** Only the very URL that was made here: no other spelling of it. */
    private boolean isSigned(HttpRequest<?> request, String key) {
        Matcher query = SIGNED.matcher(String.valueOf(request.getUri().getRawQuery()));
        return request.getUri().getRawPath().equals(FileUrls.PATH + key)
                && query.matches()
                && urls.isValid(key, query.group(1), query.group(2));
    }

    private StreamedFile content(BlobInfo blob, long first, long length) throws IOException {
        InputStream bytes = blobs.open(blob.key(), first);
        InputStream part = first + length == blob.bytes() ? bytes : new BoundedStream(bytes, length);
        return new StreamedFile(
                part,
                MediaType.of(BlobKeys.contentType(blob.key())),
                blob.storedAt().toEpochMilli(),
                length);
    }

    private static <T> MutableHttpResponse<T> marked(MutableHttpResponse<T> response, EntityTag tag) {
        return response.header(HttpHeaders.ETAG, tag.text())
                .header(HttpHeaders.ACCEPT_RANGES, "bytes")
                .header(HttpHeaders.CACHE_CONTROL, PRIVATE);
    }
}
