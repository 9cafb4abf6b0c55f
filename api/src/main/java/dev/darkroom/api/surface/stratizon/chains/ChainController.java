package dev.darkroom.api.surface.stratizon.chains;

import dev.darkroom.api.core.AcceptChainReply;
import dev.darkroom.api.core.AcceptChainReply.Accepted;
import dev.darkroom.api.core.AcceptChainReply.Priced;
import dev.darkroom.api.core.AcceptChainReply.Refused;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.ChainSubmission;
import dev.darkroom.api.core.ChainView;
import dev.darkroom.api.core.EditChains;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.http.BodilessPost;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.IdempotencyKeys;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SpendingPost;
import dev.darkroom.api.http.SurfaceTable;
import dev.darkroom.api.surface.stratizon.tasks.ChainReply;
import dev.darkroom.api.surface.stratizon.tasks.TaskImages;
import dev.darkroom.api.surface.stratizon.tasks.TaskViews;
import dev.darkroom.workflows.domain.job.JobId;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Requests for chains of edits. They are read, listed and canceled where all tasks are. */
@ForCallers
@Controller("/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class ChainController {

    private static final String CHAINS = "/v1/chains";
    private static final String RESUME = "/v1/tasks/{id}/resume";

    private final EditChains chains;
    private final TaskViews tasks;
    private final ChainMapping mapping;
    private final TaskImages images;
    private final CallbackUrls urls;
    private final SurfaceTable surfaces;

    ChainController(
            EditChains chains,
            TaskViews tasks,
            ChainMapping mapping,
            TaskImages images,
            CallbackUrls urls,
            SurfaceTable surfaces) {
        this.chains = chains;
        this.tasks = tasks;
        this.mapping = mapping;
        this.images = images;
        this.urls = urls;
        this.surfaces = surfaces;
    }

    @Post(uri = "/chains", consumes = MediaType.ALL)
    @Secured("images:write")
    @ChainDocs.Make
    HttpResponse<?> make(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return switch (SpendingPost.of(request, body, SpendingPost.BYTES_WITH_IMAGES_MAX)) {
            case SpendingPost.Unread(ApiFailure failure) -> surfaces.render(request, failure);
            case SpendingPost.Read read -> {
                ChainSubmission submission = mapping.submission(
                        ChainRequest.parse(read.body(), urls, images), JsonText.fingerprint(CHAINS, read.body()));
                yield answer(
                        request,
                        read.dryRun()
                                ? chains.price(caller, submission)
                                : chains.accept(caller, submission, read.key()));
            }
        };
    }

    @Post(uri = "/tasks/{id}/resume", consumes = MediaType.ALL)
    @Secured("images:write")
    @Status(HttpStatus.ACCEPTED)
    @ChainDocs.Resume
    HttpResponse<?> resume(
            HttpRequest<?> request,
            @Parameter(hidden = true) Caller caller,
            String id,
            @Parameter(hidden = true) @Body @Nullable String body) {
        Optional<ApiFailure> objection = BodilessPost.objectionToBody(request, body);
        if (objection.isPresent()) {
            return surfaces.render(request, objection.get());
        }
        SpendingPost.Read read = SpendingPost.of(request, new JsonValue.Str(id));
        Optional<JobId> chain = tasks.find(caller, id).map(JobView::id);
        if (chain.isEmpty()) {
            return surfaces.render(request, new ApiFailure.NotFound());
        }
        String fingerprint =
                JsonText.fingerprint(RESUME, new JsonValue.Str(chain.get().text()));
        return answer(
                request,
                read.dryRun()
                        ? chains.priceResume(caller, chain.get(), fingerprint)
                        : chains.resume(caller, chain.get(), fingerprint, read.key()));
    }

    private HttpResponse<?> answer(HttpRequest<?> request, AcceptChainReply reply) {
        return switch (reply) {
            case Accepted(ChainView chain, boolean replayed) -> accepted(chain, replayed);
            case Priced priced -> HttpResponse.ok(ChainMapping.price(priced));
            case Refused(ApiFailure failure) -> surfaces.render(request, failure);
        };
    }

    private HttpResponse<?> accepted(ChainView chain, boolean replayed) {
        ChainReply reply = mapping.accepted(chain);
        MutableHttpResponse<ChainReply> response = HttpResponse.accepted().body(reply);
        response.header(HttpHeaders.LOCATION, "/v1/tasks/" + reply.taskId());
        if (replayed) {
            response.header(IdempotencyKeys.REPLAYED, "true");
        }
        return RequestIds.withJob(response, chain.job().id());
    }
}
