package dev.darkroom.api.surface.gptimage2;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.IdempotencyKeys;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SpendingPost;
import dev.darkroom.api.http.SurfaceTable;
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

/** Requests for an image, and the tasks that come of them. */
@ForCallers
@Controller("/api/ai")
@ExecuteOn(TaskExecutors.BLOCKING)
final class GptImage2Controller {

    private static final String ROUTE = "/api/ai/image/generate";

    private final Generations generations;
    private final GptImage2Mapping mapping;
    private final ImageInputs images;
    private final SurfaceTable surfaces;
    private final GptImage2Errors errors;

    GptImage2Controller(
            Generations generations,
            GptImage2Mapping mapping,
            ImageInputs images,
            SurfaceTable surfaces,
            GptImage2Errors errors) {
        this.generations = generations;
        this.mapping = mapping;
        this.images = images;
        this.surfaces = surfaces;
        this.errors = errors;
    }

    @Post(uri = "/image/generate", consumes = MediaType.ALL)
    @Secured("images:write")
    @GptImage2Docs.Generate
    HttpResponse<?> generate(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return switch (SpendingPost.of(request, body, SpendingPost.BYTES_WITH_IMAGES_MAX)) {
            case SpendingPost.Unread(ApiFailure failure) -> surfaces.render(request, failure);
            case SpendingPost.Read read -> accept(request, caller, read);
        };
    }

    @Get("/tasks/{id}")
    @Secured("images:read")
    @GptImage2Docs.Read
    HttpResponse<?> task(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        Optional<JobView> found = JobIds.parse(id)
                .flatMap(ids -> generations.find(caller, ids.job()).filter(view -> ids.fits(view.createdAt())));
        return found.<HttpResponse<?>>map(view -> RequestIds.withJob(HttpResponse.ok(mapping.current(view)), view.id()))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    private HttpResponse<?> accept(HttpRequest<?> request, Caller caller, SpendingPost.Read read) {
        GptImage2Request asked = GptImage2Request.parse(read.body(), images);
        if (asked.providerInput() != null && !caller.providerInput()) {
            return errors.noProviderInput();
        }
        Submission submission = mapping.submission(asked, JsonText.fingerprint(ROUTE, read.body()));
        AcceptReply reply = read.dryRun()
                ? generations.price(caller, submission)
                : generations.accept(caller, submission, read.key());
        return switch (reply) {
            case AcceptReply.Accepted(JobView job, boolean replayed) -> accepted(job, replayed);
            case AcceptReply.Priced priced -> HttpResponse.ok(mapping.price(priced));
            case AcceptReply.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    private HttpResponse<?> accepted(JobView job, boolean replayed) {
        MutableHttpResponse<GptImage2Reply.Accepted> response = HttpResponse.ok(mapping.accepted(job));
        if (replayed) {
            response.header(IdempotencyKeys.REPLAYED, "true");
        }
        return RequestIds.withJob(response, job.id());
    }
}
