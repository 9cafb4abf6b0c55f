package dev.darkroom.api.http;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Uploads;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Put;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the bytes of announced uploads at signed URLs, streamed. The signature decides; a key is not asked for. */
@ForCallers
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
final class PutController {

    private final Uploads uploads;
    private final UploadUrls urls;
    private final SurfaceTable surfaces;

    PutController(Uploads uploads, UploadUrls urls, SurfaceTable surfaces) {
        this.uploads = uploads;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Put(uri = "/uploads/{id}", consumes = MediaType.ALL)
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> put(HttpRequest<?> request, String id, @Body @Nullable InputStream body) throws IOException {
        // What is left unread is thrown away by the close: the next request on the connection comes after it.
        try (InputStream bytes = body == null ? InputStream.nullInputStream() : body) {
            return failure(request, id, bytes)
                    .<HttpResponse<?>>map(failure -> surfaces.render(request, failure))
                    .orElseGet(HttpResponse::noContent);
        }
    }

    private Optional<ApiFailure> failure(HttpRequest<?> request, String id, InputStream body) {
        Optional<UploadUrls.Allowed> allowed = urls.read(request, id);
        if (allowed.isEmpty()) {
            return Optional.of(new ApiFailure.BadSignature());
        }
        UploadUrls.Allowed put = allowed.get();
        return objection(request, put).or(() -> uploads.put(put.id(), put.format(), put.bytes(), body));
    }

    private static Optional<ApiFailure> objection(HttpRequest<?> request, UploadUrls.Allowed allowed) {
        List<String> types = request.getHeaders().getAll(HttpHeaders.CONTENT_TYPE);
        if (!JsonBodies.isPlain(request)
                || types.size() != 1
                || !types.getFirst().trim().equals(allowed.format().contentType())) {
            return Optional.of(new ApiFailure.WrongContentType());
        }
        return request.getContentLength() > allowed.bytes() ? Optional.of(new ApiFailure.TooLarge()) : Optional.empty();
    }
}
