package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.core.Waits;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.IdempotencyKeys;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.Preferences;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SpendingPost;
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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Requests for images, and the tasks that come of them. */
@ForCallers
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class TaskController {

    private static final String GENERATIONS = "/v1/images/generations";
    private static final String EDITS = "/v1/images/image-to-image";

    private final Generations generations;
    private final Waits waits;
    private final TaskMapping mapping;
    private final TaskImages images;
    private final TaskList lists;
    private final TaskViews views;
    private final CallbackUrls urls;
    private final SurfaceTable surfaces;

    TaskController(
            Generations generations,
            Waits waits,
            TaskMapping mapping,
            TaskImages images,
            TaskList lists,
            TaskViews views,
            CallbackUrls urls,
            SurfaceTable surfaces) {
        this.generations = generations;
        this.waits = waits;
        this.mapping = mapping;
        this.images = images;
        this.lists = lists;
        this.views = views;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Post(uri = "/images/generations", consumes = MediaType.ALL)
    @Secured("images:write")
    @TaskDocs.Generate
    CompletionStage<HttpResponse<?>> generate(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return switch (SpendingPost.of(request, body, SpendingPost.BYTES_MAX)) {
            case SpendingPost.Unread(ApiFailure failure) -> now(surfaces.render(request, failure));
            case SpendingPost.Read read ->
                accept(request, caller, read, TaskRequest.parse(read.body(), request, urls), GENERATIONS);
        };
    }

    @Post(uri = "/images/image-to-image", consumes = MediaType.ALL)
    @Secured("images:write")
    @TaskDocs.Edit
    CompletionStage<HttpResponse<?>> edit(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return switch (SpendingPost.of(request, body, SpendingPost.BYTES_WITH_IMAGES_MAX)) {
            case SpendingPost.Unread(ApiFailure failure) -> now(surfaces.render(request, failure));
            case SpendingPost.Read read ->
                accept(request, caller, read, TaskRequest.parseEdit(read.body(), request, urls, images), EDITS);
        };
    }

    @Get("/tasks/{id}")
    @Secured("images:read")
    @TaskDocs.Read
    HttpResponse<?> task(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        return views.find(caller, id)
                .<HttpResponse<?>>map(view -> RequestIds.withJob(HttpResponse.ok(views.current(view)), view.id()))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    @Get("/tasks")
    @Secured("images:read")
    @TaskDocs.ReadPage
    HttpResponse<?> tasks(HttpRequest<?> request, Caller caller) {
        return HttpResponse.ok(lists.page(caller, new QueryParams(request)));
    }

    private CompletionStage<HttpResponse<?>> accept(
            HttpRequest<?> request, Caller caller, SpendingPost.Read read, TaskRequest task, String route) {
        Duration wait = Preferences.wait(request);
        Submission submission = mapping.submission(task, JsonText.fingerprint(route, read.body()));
        AcceptReply reply = read.dryRun()
                ? generations.price(caller, submission)
                : generations.accept(caller, submission, read.key());
        return switch (reply) {
            case AcceptReply.Accepted(JobView job, boolean replayed)
            when wait != null ->
                waits.await(
                        caller,
                        job,
                        wait,
                        end -> end.<HttpResponse<?>>map(ended -> waited(ended, replayed))
                                .orElseGet(() -> accepted(job, replayed)));
            case AcceptReply.Accepted(JobView job, boolean replayed) -> now(accepted(job, replayed));
            case AcceptReply.Priced priced -> now(HttpResponse.ok(PriceReply.of(priced)));
            case AcceptReply.Refused(ApiFailure failure) -> now(surfaces.render(request, failure));
        };
    }

    private static CompletionStage<HttpResponse<?>> now(HttpResponse<?> response) {
        return CompletableFuture.completedFuture(response);
    }

    private HttpResponse<?> waited(JobView job, boolean replayed) {
        MutableHttpResponse<TaskReply> response = HttpResponse.ok(mapping.current(job));
        response.header(Preferences.APPLIED, "wait");
        return marked(response, job, replayed);
    }

    private HttpResponse<?> accepted(JobView job, boolean replayed) {
        TaskReply reply = mapping.accepted(job);
        MutableHttpResponse<TaskReply> response = HttpResponse.accepted().body(reply);
        response.header(HttpHeaders.LOCATION, "/v1/tasks/" + reply.taskId());
        return marked(response, job, replayed);
    }

    private static HttpResponse<?> marked(MutableHttpResponse<?> response, JobView job, boolean replayed) {
        if (replayed) {
            response.header(IdempotencyKeys.REPLAYED, "true");
        }
        return RequestIds.withJob(response, job.id());
    }
}
