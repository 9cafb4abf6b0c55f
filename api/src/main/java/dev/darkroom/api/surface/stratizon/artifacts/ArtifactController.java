package dev.darkroom.api.surface.stratizon.artifacts;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.ArtifactViews;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.http.ArtifactIds;
import dev.darkroom.api.http.FileUrls;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SurfaceTable;
import dev.darkroom.workflows.domain.job.ArtifactId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;

/** Stored images, whoever made or gave them. */
@ForCallers
@Controller("/v1/artifacts/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ArtifactController {

    // The URL that is answered is good for an hour.
    private static final String PRIVATE = "private, max-age=1800";

    private final ArtifactViews artifacts;
    private final ArtifactMapping mapping;
    private final FileUrls urls;
    private final SurfaceTable surfaces;

    ArtifactController(ArtifactViews artifacts, ArtifactMapping mapping, FileUrls urls, SurfaceTable surfaces) {
        this.artifacts = artifacts;
        this.mapping = mapping;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Get
    @Secured("images:read")
    @ArtifactDocs.Read
    HttpResponse<?> artifact(HttpRequest<?> request, @Parameter(hidden = true) Caller caller, String id) {
        QueryParams.none(request);
        return ArtifactIds.parse(id)
                .flatMap(artifact -> artifacts.find(caller, artifact))
                .<HttpResponse<?>>map(view -> HttpResponse.ok(mapping.reply(view)))
                .orElseGet(() -> missing(request));
    }

    /** The bytes come from where all bytes come from. */
    @Get("/thumbnail")
    @Secured("images:read")
    @Status(HttpStatus.FOUND)
    @ArtifactDocs.ReadThumbnail
    HttpResponse<?> thumbnail(HttpRequest<?> request, @Parameter(hidden = true) Caller caller, String id) {
        QueryParams.none(request);
        return ArtifactIds.parse(id)
                .flatMap(artifact -> artifacts.thumbnail(caller, artifact))
                .<HttpResponse<?>>map(key -> HttpResponse.status(HttpStatus.FOUND)
                        .header(HttpHeaders.LOCATION, urls.url(key))
                        .header(HttpHeaders.CACHE_CONTROL, PRIVATE))
                .orElseGet(() -> missing(request));
    }

    @Delete
    @Secured("images:write")
    @Status(HttpStatus.NO_CONTENT)
    @ArtifactDocs.Remove
    HttpResponse<?> remove(HttpRequest<?> request, @Parameter(hidden = true) Caller caller, String id) {
        QueryParams.none(request);
        Optional<ArtifactId> artifact = ArtifactIds.parse(id);
        if (artifact.isEmpty()) {
            return missing(request);
        }
        return artifacts
                .remove(caller, artifact.get())
                .<HttpResponse<?>>map(failure -> surfaces.render(request, failure))
                .orElseGet(HttpResponse::noContent);
    }

    private HttpResponse<?> missing(HttpRequest<?> request) {
        return surfaces.render(request, new ApiFailure.NotFound());
    }
}
