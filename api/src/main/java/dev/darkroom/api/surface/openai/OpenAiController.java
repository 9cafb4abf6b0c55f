package dev.darkroom.api.surface.openai;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Generations;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.core.Waits;
import dev.darkroom.api.http.ForCallers;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonBodies;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.QueryParams;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SpendingPost;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.server.multipart.MultipartBody;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.swagger.v3.oas.annotations.Hidden;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Requests for images, answered when they are done, and the catalogue. */
@ForCallers
@Controller("/openai/v1")
@ExecuteOn(TaskExecutors.BLOCKING)
final class OpenAiController {

    private static final String GENERATIONS = "/openai/v1/images/generations";
    private static final String EDITS = "/openai/v1/images/edits";
    private static final String RETRY_COUNT = "X-Stainless-Retry-Count";
    private static final Duration RETRY_WITHIN = Duration.ofMinutes(10);

    private final Generations generations;
    private final Waits waits;
    private final OpenAiMapping mapping;
    private final OpenAiAnswers answers;
    private final OpenAiStreams streams;
    private final OpenAiErrors errors;
    private final ImageInputs inputs;

    OpenAiController(
            Generations generations,
            Waits waits,
            OpenAiMapping mapping,
            OpenAiAnswers answers,
            OpenAiStreams streams,
            OpenAiErrors errors,
            ImageInputs inputs) {
        this.generations = generations;
        this.waits = waits;
        this.mapping = mapping;
        this.answers = answers;
        this.streams = streams;
        this.errors = errors;
        this.inputs = inputs;
    }

    @Post(
            uri = "/images/generations",
            consumes = MediaType.ALL,
            produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    @Secured("images:write")
    @OpenAiDocs.Generate
    CompletionStage<HttpResponse<?>> generate(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return switch (SpendingPost.of(request, body, SpendingPost.BYTES_MAX)) {
            case SpendingPost.Unread(ApiFailure failure) -> refused(request, failure);
            case SpendingPost.Read read -> accept(request, caller, read, OpenAiRequest.parse(read.body()), GENERATIONS);
        };
    }

    @Post(
            uri = "/images/edits",
            consumes = MediaType.ALL,
            produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    @Secured("images:write")
    @OpenAiDocs.Edit
    CompletionStage<HttpResponse<?>> edit(HttpRequest<?> request, Caller caller, @Body byte @Nullable [] body) {
        return switch (SpendingPost.of(request, body, SpendingPost.BYTES_WITH_IMAGES_MAX)) {
            case SpendingPost.Unread(ApiFailure failure) -> refused(request, failure);
            case SpendingPost.Read read ->
                accept(request, caller, read, OpenAiRequest.parseEdit(read.body(), inputs), EDITS);
        };
    }

    /** The same, as official clients send it. */
    @Post(
            uri = "/images/edits",
            consumes = MediaType.MULTIPART_FORM_DATA,
            produces = {MediaType.APPLICATION_JSON, MediaType.TEXT_EVENT_STREAM})
    @Secured("images:write")
    @Hidden
    CompletionStage<HttpResponse<?>> editForm(HttpRequest<?> request, Caller caller, @Body MultipartBody body) {
        if (!JsonBodies.isPlain(request)) {
            return refused(request, new ApiFailure.WrongContentType());
        }
        OpenAiForm form = OpenAiForm.read(body, inputs);
        return accept(request, caller, SpendingPost.of(request, form.body()), OpenAiRequest.parseEdit(form), EDITS);
    }

    @Get("/models")
    @Secured("images:read")
    @OpenAiDocs.ReadModels
    OpenAiReply.Models models(HttpRequest<?> request) {
        QueryParams.none(request);
        return mapping.models();
    }

    @Get("/models/{id:.+}")
    @Secured("images:read")
    @OpenAiDocs.ReadModel
    HttpResponse<?> model(HttpRequest<?> request, String id) {
        QueryParams.none(request);
        return mapping.offer(id)
                .<HttpResponse<?>>map(offer -> HttpResponse.ok(OpenAiMapping.model(offer)))
                .orElseGet(errors::unknownModel);
    }

    private CompletionStage<HttpResponse<?>> accept(
            HttpRequest<?> request, Caller caller, SpendingPost.Read read, OpenAiRequest asked, String route) {
        Optional<Offer> offer = mapping.offer(asked.model());
        if (offer.isEmpty()) {
            return now(errors.unknownModel());
        }
        Submission submission = mapping.submission(offer.get(), asked, JsonText.fingerprint(route, read.body()));
        AcceptReply reply =
                read.dryRun() ? generations.price(caller, submission) : accept(request, caller, submission, read);
        return switch (reply) {
            case AcceptReply.Accepted(JobView job, boolean replayed) ->
                asked.previews() > 0 && !job.state().isTerminal()
                        ? now(streams.begin(caller, asked, job, replayed, RequestIds.of(request)))
                        : waits.await(
                                caller,
                                job,
                                waits.limit(),
                                end -> answers.of(asked, job, end, replayed, RequestIds.of(request)));
            case AcceptReply.Priced priced -> now(HttpResponse.ok(OpenAiMapping.priced(priced)));
            case AcceptReply.Refused(ApiFailure failure) -> refused(request, failure);
        };
    }

    /** A client that sends a request again by itself, and without a key, wants the job that it has already. */
    private AcceptReply accept(HttpRequest<?> request, Caller caller, Submission submission, SpendingPost.Read read) {
        Optional<JobView> before = read.key() == null && isRetry(request)
                ? generations.newest(caller, submission.fingerprint(), RETRY_WITHIN)
                : Optional.empty();
        return before.<AcceptReply>map(job -> new AcceptReply.Accepted(job, true))
                .orElseGet(() -> generations.accept(caller, submission, read.key()));
    }

    private static boolean isRetry(HttpRequest<?> request) {
        String count = request.getHeaders().get(RETRY_COUNT);
        return count != null && count.matches("[1-9]\\d{0,3}");
    }

    private CompletionStage<HttpResponse<?>> refused(HttpRequest<?> request, ApiFailure failure) {
        return now(errors.render(failure, RequestIds.of(request)));
    }

    private static CompletionStage<HttpResponse<?>> now(HttpResponse<?> response) {
        return CompletableFuture.completedFuture(response);
    }
}
