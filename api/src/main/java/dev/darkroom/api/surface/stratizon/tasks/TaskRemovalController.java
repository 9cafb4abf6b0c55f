package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.ArtifactViews;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.SurfaceTable;
import dev.darkroom.api.surface.stratizon.NativeRefusals;
import dev.darkroom.workflows.domain.job.JobId;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;

/** Takes away what a task was asked and what it made. That it was there, and what it cost, stays. */
@ForCallers
@Controller("/v1/tasks/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TaskRemovalController {

    private final TaskViews views;
    private final ArtifactViews artifacts;
    private final SurfaceTable surfaces;

    TaskRemovalController(TaskViews views, ArtifactViews artifacts, SurfaceTable surfaces) {
        this.views = views;
        this.artifacts = artifacts;
        this.surfaces = surfaces;
    }

    @Delete
    @Secured("images:write")
    @Status(HttpStatus.NO_CONTENT)
    @Operation(
            operationId = "deleteTask",
            summary = "Remove what a task was asked and what it made",
            description =
                    "Prompt, parameters, metadata and URLs become null, and the images that it made are removed; of a"
                            + " chain, those of all its steps. The task itself, its price and its idempotency key stay;"
                            + " images that were given stay artifacts of their own. May be repeated.")
    @ApiResponse(responseCode = "204", description = "Removed.")
    @ApiResponse(
            responseCode = "409",
            description = "The task has not ended, or one that has not ended works from an image of it.",
            content =
                    @Content(
                            schema = @Schema(ref = "#/components/schemas/NativeErrors.Body"),
                            examples = @ExampleObject(name = "not-ended", value = """
                                {"error":{"code":"CONFLICT","message":"The task has not ended.","param":null,"request_id":"req_0197a3c45d6e7f808a9b0c1d2e3f4a5b"}}\
                                """)))
    @NativeRefusals
    HttpResponse<?> remove(HttpRequest<?> request, @Parameter(hidden = true) Caller caller, String id) {
        QueryParams.none(request);
        Optional<JobId> job = views.find(caller, id).map(JobView::id);
        if (job.isEmpty()) {
            return surfaces.render(request, new ApiFailure.NotFound());
        }
        return artifacts
                .remove(caller, job.get())
                .<HttpResponse<?>>map(failure -> surfaces.render(request, failure))
                .orElseGet(HttpResponse::noContent);
    }
}
