package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Cancels;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.TimelineEntry;
import dev.darkroom.api.core.Timelines;
import dev.darkroom.api.http.BodilessPost;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be done with a task while it goes on: cancel it, follow it, and see what has happened to it. */
@ForCallers
@Controller("/v1/tasks/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TaskLifeController {

    private final Cancels cancels;
    private final Timelines timelines;
    private final TaskEvents events;
    private final TaskViews views;
    private final SurfaceTable surfaces;

    TaskLifeController(
            Cancels cancels, Timelines timelines, TaskEvents events, TaskViews views, SurfaceTable surfaces) {
        this.cancels = cancels;
        this.timelines = timelines;
        this.events = events;
        this.views = views;
        this.surfaces = surfaces;
    }

    @Post(uri = "/cancel", consumes = MediaType.ALL)
    @Secured("images:write")
    @Status(HttpStatus.ACCEPTED)
    @TaskLifeDocs.Cancel
    HttpResponse<?> cancel(
            HttpRequest<?> request,
            @Parameter(hidden = true) Caller caller,
            String id,
            @Parameter(hidden = true) @Body @Nullable String body) {
        Optional<ApiFailure> objection = BodilessPost.objection(request, body);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        Optional<JobView> job = views.find(caller, id);
        if (job.isEmpty()) {
            return missing(request);
        }
        return switch (cancels.cancel(caller, job.get().id())) {
            case Cancels.Reply.Canceling(JobView canceling) ->
                RequestIds.withJob(HttpResponse.accepted().body(views.current(canceling)), canceling.id());
            case Cancels.Reply.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    @Get(
            uri = "/events",
            produces = {MediaType.TEXT_EVENT_STREAM, MediaType.APPLICATION_JSON},
            headRoute = false)
    @Secured("images:read")
    @TaskLifeDocs.Follow
    HttpResponse<?> events(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        Optional<JobView> job = views.find(caller, id);
        return job.isPresent() ? events.follow(request, caller, job.get()) : missing(request);
    }

    @Get("/timeline")
    @Secured("images:read")
    @TaskLifeDocs.ReadTimeline
    HttpResponse<?> timeline(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        Optional<JobIds> ids = JobIds.parse(id);
        List<TimelineEntry> entries = ids.map(known -> timelines.of(caller, known.job(), createdAt(known)))
                .orElse(List.of());
        return ids.isEmpty() || entries.isEmpty()
                ? missing(request)
                : RequestIds.withJob(
                        HttpResponse.ok(TimelineReply.of(ids.get().job(), entries)),
                        ids.get().job());
    }

    private static @Nullable Instant createdAt(JobIds ids) {
        return ids.createdAtMillis() == null ? null : Instant.ofEpochMilli(ids.createdAtMillis());
    }

    private MutableHttpResponse<?> missing(HttpRequest<?> request) {
        return surfaces.render(request, new ApiFailure.NotFound()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }
}
