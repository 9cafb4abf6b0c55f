package dev.darkroom.api.surface.qolaba;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.core.Waits;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.IdempotencyKeys;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SpendingPost;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Requests for images, answered when they are done or at once, and the tasks that come of them. */
@ForCallers
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class QolabaController {

    private static final String ROUTE = "/api/v1/images/generate";
    private static final String TASKS = "/api/v1/tasks/";

    private final Generations generations;
    private final Waits waits;
    private final QolabaMapping mapping;
    private final QolabaErrors errors;
    private final ImageInputs inputs;

    QolabaController(
            Generations generations, Waits waits, QolabaMapping mapping, QolabaErrors errors, ImageInputs inputs) {
        this.generations = generations;
        this.waits = waits;
        this.mapping = mapping;
        this.errors = errors;
        this.inputs = inputs;
    }

    @Post(uri = "/images/generate", consumes = MediaType.ALL)
    @Secured("images:write")
    @QolabaDocs.Generate
    CompletionStage<HttpResponse<?>> generate(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return switch (SpendingPost.of(request, body, SpendingPost.BYTES_WITH_IMAGES_MAX)) {
            case SpendingPost.Unread(ApiFailure failure) -> now(refused(request, failure));
            case SpendingPost.Read read -> accept(request, caller, read);
        };
    }

    @Get("/tasks/{id}")
    @Secured("images:read")
    @QolabaDocs.Read
    HttpResponse<?> task(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        Optional<JobView> found = JobIds.parse(id)
                .flatMap(ids -> generations.find(caller, ids.job()).filter(view -> ids.fits(view.createdAt())));
        return found.<HttpResponse<?>>map(job -> RequestIds.withJob(HttpResponse.ok(mapping.current(job)), job.id()))
                .orElseGet(() -> refused(request, new ApiFailure.NotFound()));
    }

    private CompletionStage<HttpResponse<?>> accept(HttpRequest<?> request, Caller caller, SpendingPost.Read read) {
        QolabaRequest asked = QolabaRequest.parse(read.body(), inputs);
        Submission submission = mapping.submission(asked, JsonText.fingerprint(ROUTE, read.body()));
        AcceptReply reply = read.dryRun()
                ? generations.price(caller, submission)
                : generations.accept(caller, submission, read.key());
        return switch (reply) {
            case AcceptReply.Accepted(JobView job, boolean replayed)
            when asked.celery() -> now(marked(accepted(job), job, replayed));
            case AcceptReply.Accepted(JobView job, boolean replayed) ->
                waits.await(
                        caller,
                        job,
                        waits.limit(),
                        end -> marked(end.map(this::ended).orElseGet(() -> accepted(job)), job, replayed));
            case AcceptReply.Priced priced -> now(HttpResponse.ok(QolabaMapping.price(priced)));
            case AcceptReply.Refused(ApiFailure failure) -> now(refused(request, failure));
        };
    }

    private static MutableHttpResponse<?> accepted(JobView job) {
        QolabaReply.Accepted reply = QolabaMapping.accepted(job);
        return HttpResponse.accepted().body(reply).header(HttpHeaders.LOCATION, TASKS + reply.taskId());
    }

    private MutableHttpResponse<?> ended(JobView job) {
        return switch (job.state()) {
            case SUCCEEDED -> HttpResponse.ok(mapping.result(job));
            case FAILED, CANCELED -> errors.failed(job);
            case PENDING, QUEUED, RUNNING -> accepted(job);
        };
    }

    private static HttpResponse<?> marked(MutableHttpResponse<?> response, JobView job, boolean replayed) {
        if (replayed) {
            response.header(IdempotencyKeys.REPLAYED, "true");
        }
        return RequestIds.withJob(response, job.id());
    }

    private HttpResponse<?> refused(HttpRequest<?> request, ApiFailure failure) {
        return errors.render(failure, RequestIds.of(request));
    }

    private static CompletionStage<HttpResponse<?>> now(HttpResponse<?> response) {
        return CompletableFuture.completedFuture(response);
    }
}
