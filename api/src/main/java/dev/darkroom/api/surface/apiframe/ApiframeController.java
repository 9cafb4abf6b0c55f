package dev.darkroom.api.surface.apiframe;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.IdempotencyKeys;
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

/** Requests for images, the jobs that come of them, and who asks. */
@ForCallers
@Controller("/v2")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ApiframeController {

    private static final String GENERATE = "/v2/images/generate";

    private final Generations generations;
    private final Wallets wallets;
    private final ApiframeMapping mapping;
    private final ApiframeJobs shown;
    private final ApiframeList lists;
    private final CallbackUrls urls;
    private final SurfaceTable surfaces;

    ApiframeController(
            Generations generations,
            Wallets wallets,
            ApiframeMapping mapping,
            ApiframeJobs shown,
            ApiframeList lists,
            CallbackUrls urls,
            SurfaceTable surfaces) {
        this.generations = generations;
        this.wallets = wallets;
        this.mapping = mapping;
        this.shown = shown;
        this.lists = lists;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Post(uri = "/images/generate", consumes = MediaType.ALL)
    @Secured("images:write")
    @ApiframeDocs.Generate
    HttpResponse<?> generate(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return switch (SpendingPost.of(request, body, SpendingPost.BYTES_WITH_IMAGES_MAX)) {
            case SpendingPost.Unread(ApiFailure failure) -> surfaces.render(request, failure);
            case SpendingPost.Read read -> accept(request, caller, read);
        };
    }

    @Get("/jobs/{id}")
    @Secured("images:read")
    @ApiframeDocs.Read
    HttpResponse<?> job(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        Optional<JobView> found = JobIds.parse(id)
                .flatMap(ids -> generations.find(caller, ids.job()).filter(view -> ids.fits(view.createdAt())));
        return found.<HttpResponse<?>>map(view -> RequestIds.withJob(HttpResponse.ok(shown.of(view)), view.id()))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    @Get("/jobs")
    @Secured("images:read")
    @ApiframeDocs.ReadPage
    ApiframeReply.Page jobs(HttpRequest<?> request, Caller caller) {
        return lists.page(caller, new QueryParams(request));
    }

    @Get("/me")
    @Secured("billing:read")
    @ApiframeDocs.Self
    ApiframeReply.Me me(HttpRequest<?> request, Caller caller) {
        QueryParams.none(request);
        return mapping.me(caller, wallets.of(caller));
    }

    private HttpResponse<?> accept(HttpRequest<?> request, Caller caller, SpendingPost.Read read) {
        ApiframeRequest asked = ApiframeRequest.parse(read.body(), mapping.families(), urls);
        Submission submission = mapping.submission(asked, JsonText.fingerprint(GENERATE, read.body()));
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
        MutableHttpResponse<ApiframeReply.Accepted> response =
                HttpResponse.accepted().body(mapping.accepted(job));
        if (replayed) {
            response.header(IdempotencyKeys.REPLAYED, "true");
        }
        return RequestIds.withJob(response, job.id());
    }
}
