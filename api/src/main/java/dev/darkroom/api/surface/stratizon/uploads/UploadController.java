package dev.darkroom.api.surface.stratizon.uploads;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Uploads;
import dev.darkroom.api.http.ArtifactIds;
import dev.darkroom.api.http.BodilessPost;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.FormFile;
import dev.darkroom.api.http.JsonBodies;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SpendingPost;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.http.SurfaceTable;
import dev.darkroom.api.http.UploadUrls;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import io.swagger.v3.oas.annotations.Parameter;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Images that are given before anything is asked for. */
@ForCallers
@Controller("/v1/uploads")
@Secured("images:write")
@ExecuteOn(TaskExecutors.BLOCKING)
final class UploadController {

    private static final String FILE = "file";

    private final Uploads uploads;
    private final UploadUrls urls;
    private final SurfaceTable surfaces;

    UploadController(Uploads uploads, UploadUrls urls, SurfaceTable surfaces) {
        this.uploads = uploads;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Post(consumes = MediaType.ALL)
    @Status(HttpStatus.CREATED)
    @UploadDocs.Upload
    HttpResponse<?> announce(
            HttpRequest<?> request, @Parameter(hidden = true) Caller caller, @Body byte @Nullable [] body) {
        Optional<ApiFailure> objection = JsonBodies.objection(request);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        if (body != null && body.length > SpendingPost.BYTES_MAX) {
            return surfaces.render(request, new ApiFailure.TooLarge());
        }
        QueryParams.none(request);
        UploadRequest asked = UploadRequest.parse(StrictJson.read(body == null ? new byte[0] : body));
        return answer(request, uploads.announce(caller, asked.format(), asked.bytes(), asked.sha256()), true);
    }

    /** The same in one request: the image itself. */
    @Post(consumes = MediaType.MULTIPART_FORM_DATA)
    @Hidden
    HttpResponse<?> upload(HttpRequest<?> request, Caller caller, @Body @Nullable InputStream body) {
        // What is left unread is thrown away by the close: the next request on the connection comes after it.
        try (InputStream bytes = body == null ? InputStream.nullInputStream() : body) {
            return receive(request, caller, bytes);
        } catch (IOException e) {
            return surfaces.render(request, new ApiFailure.BadField(null, "The body breaks off."));
        }
    }

    private HttpResponse<?> receive(HttpRequest<?> request, Caller caller, InputStream body) throws IOException {
        if (!JsonBodies.isPlain(request)) {
            return surfaces.render(request, new ApiFailure.WrongContentType());
        }
        QueryParams.none(request);
        return answer(request, uploads.receive(caller, FormFile.open(request, body, FILE)), true);
    }

    @Post(uri = "/{id}/complete", consumes = MediaType.ALL)
    @UploadDocs.Complete
    HttpResponse<?> complete(
            HttpRequest<?> request,
            @Parameter(hidden = true) Caller caller,
            String id,
            @Parameter(hidden = true) @Body @Nullable String body) {
        Optional<ApiFailure> objection = BodilessPost.objection(request, body);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        return ArtifactIds.parse(id)
                .<HttpResponse<?>>map(artifact -> answer(request, uploads.complete(caller, artifact), false))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Uploads.Reply reply, boolean created) {
        return switch (reply) {
            case Uploads.Reply.Stored(var image) ->
                created ? HttpResponse.created(UploadReply.of(image)) : HttpResponse.ok(UploadReply.of(image));
            case Uploads.Reply.Announced announced -> HttpResponse.created(reply(announced));
            case Uploads.Reply.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    private UploadReply.Announced reply(Uploads.Reply.Announced announced) {
        return new UploadReply.Announced(
                NativeFormat.artifact(announced.id().text()),
                announced.format().contentType(),
                announced.bytes(),
                urls.url(announced.id(), announced.format(), announced.bytes(), announced.expiresAt()),
                NativeFormat.time(announced.expiresAt()));
    }
}
