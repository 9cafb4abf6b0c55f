package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.IdempotencyKey;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.IdempotencyKeys;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.JsonBodies;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.http.SurfaceTable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests for images, and the tasks that come of them. */
@ForCallers
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TaskController {

    private static final String GENERATIONS = "/v1/images/generations";

    private final Generations generations;
    private final TaskMapping mapping;
    private final TaskList lists;
    private final CallbackUrls urls;
    private final SurfaceTable surfaces;

    TaskController(
            Generations generations, TaskMapping mapping, TaskList lists, CallbackUrls urls, SurfaceTable surfaces) {
        this.generations = generations;
        this.mapping = mapping;
        this.lists = lists;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Post(uri = "/images/generations", consumes = MediaType.ALL)
    @Secured("images:write")
    HttpResponse<?> generate(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        Optional<ApiFailure> objection = JsonBodies.objection(request);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        QueryParams params = new QueryParams(request);
        boolean dryRun = params.flag("dry_run");
        params.end();
        IdempotencyKey key = IdempotencyKeys.read(request);
        JsonValue json = StrictJson.read(body == null ? new byte[0] : body);
        TaskRequest task = TaskRequest.parse(json, request, urls);
        Submission submission = mapping.submission(task, JsonText.fingerprint(GENERATIONS, json));
        return answer(request, dryRun ? generations.price(submission) : generations.accept(caller, submission, key));
    }

    @Get("/tasks/{id}")
    @Secured("images:read")
    HttpResponse<?> task(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        Optional<JobView> found = JobIds.parse(id)
                .flatMap(ids -> generations.find(caller, ids.job()).filter(view -> ids.fits(view.createdAt())));
        return found.<HttpResponse<?>>map(view -> RequestIds.withJob(HttpResponse.ok(mapping.current(view)), view.id()))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    @Get("/tasks")
    @Secured("images:read")
    HttpResponse<?> tasks(HttpRequest<?> request, Caller caller) {
        return HttpResponse.ok(lists.page(caller, new QueryParams(request)));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, AcceptReply reply) {
        return switch (reply) {
            case AcceptReply.Accepted(JobView job, boolean replayed) -> accepted(job, replayed);
            case AcceptReply.Priced priced -> HttpResponse.ok(PriceReply.of(priced));
            case AcceptReply.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    private HttpResponse<?> accepted(JobView job, boolean replayed) {
        TaskReply reply = mapping.accepted(job);
        MutableHttpResponse<TaskReply> response = HttpResponse.accepted().body(reply);
        response.header(HttpHeaders.LOCATION, "/v1/tasks/" + reply.taskId());
        if (replayed) {
            response.header(IdempotencyKeys.REPLAYED, "true");
        }
        return RequestIds.withJob(response, job.id());
    }
}
