package dev.darkroom.api.surface.vrex;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.core.Usages;
import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.http.CallbackUrls;
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

/** Requests for images, the jobs that come of them, and what they came to. */
@ForCallers
@Controller("/api/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class VrexController {

    private static final String ROUTE = "/api/v1/images";

    private final Generations generations;
    private final Wallets wallets;
    private final Usages usages;
    private final VrexMapping mapping;
    private final CallbackUrls urls;
    private final ImageInputs images;
    private final SurfaceTable surfaces;

    VrexController(
            Generations generations,
            Wallets wallets,
            Usages usages,
            VrexMapping mapping,
            CallbackUrls urls,
            ImageInputs images,
            SurfaceTable surfaces) {
        this.generations = generations;
        this.wallets = wallets;
        this.usages = usages;
        this.mapping = mapping;
        this.urls = urls;
        this.images = images;
        this.surfaces = surfaces;
    }

    @Post(uri = "/images", consumes = MediaType.ALL)
    @Secured("images:write")
    @VrexDocs.Generate
    HttpResponse<?> generate(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return switch (SpendingPost.of(request, body, SpendingPost.BYTES_WITH_IMAGES_MAX)) {
            case SpendingPost.Unread(ApiFailure failure) -> surfaces.render(request, failure);
            case SpendingPost.Read read -> accept(request, caller, read);
        };
    }

    @Get("/images/{id}")
    @Secured("images:read")
    @VrexDocs.Read
    HttpResponse<?> image(HttpRequest<?> request, Caller caller, String id) {
        QueryParams.none(request);
        Optional<JobView> found = JobIds.parse(id)
                .flatMap(ids -> generations.find(caller, ids.job()).filter(view -> ids.fits(view.createdAt())));
        return found.<HttpResponse<?>>map(view -> RequestIds.withJob(HttpResponse.ok(mapping.current(view)), view.id()))
                .orElseGet(() -> surfaces.render(request, new ApiFailure.NotFound()));
    }

    @Get("/usage")
    @Secured("billing:read")
    @VrexDocs.Account
    VrexReply.Account usage(HttpRequest<?> request, Caller caller) {
        QueryParams.none(request);
        return VrexMapping.account(wallets.of(caller), usages.total(caller));
    }

    private HttpResponse<?> accept(HttpRequest<?> request, Caller caller, SpendingPost.Read read) {
        VrexRequest asked = VrexRequest.parse(read.body(), urls, images);
        Submission submission = mapping.submission(asked, JsonText.fingerprint(ROUTE, read.body()));
        AcceptReply reply = read.dryRun()
                ? generations.price(caller, submission)
                : generations.accept(caller, submission, read.key());
        return switch (reply) {
            case AcceptReply.Accepted(JobView job, boolean replayed) -> accepted(job, replayed);
            case AcceptReply.Priced priced -> HttpResponse.ok(VrexMapping.price(priced));
            case AcceptReply.Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    private static HttpResponse<?> accepted(JobView job, boolean replayed) {
        MutableHttpResponse<VrexReply.Accepted> response =
                HttpResponse.accepted().body(VrexMapping.accepted(job));
        if (replayed) {
            response.header(IdempotencyKeys.REPLAYED, "true");
        }
        return RequestIds.withJob(response, job.id());
    }
}
