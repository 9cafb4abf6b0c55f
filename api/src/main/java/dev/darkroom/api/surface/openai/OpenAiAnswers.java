package dev.darkroom.api.surface.openai;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.http.IdempotencyKeys;
import dev.darkroom.api.http.InlineFiles;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.workflows.domain.job.JobState;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answers about a job: its images once it has ended, or why there are none. */
@Singleton
final class OpenAiAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAiAnswers.class);
    private static final String COST = "X-Cost-Usd";

    private final OpenAiMapping mapping;
    private final OpenAiErrors errors;
    private final InlineFiles files;
    private final JsonMapper json;

    OpenAiAnswers(OpenAiMapping mapping, OpenAiErrors errors, InlineFiles files, JsonMapper json) {
        this.mapping = mapping;
        this.errors = errors;
        this.files = files;
        this.json = json;
    }

    /**
     * The answer to a call that has waited.
     *
     * @param accepted the job as it was accepted
     * @param end the job as it ended; empty where the time was over first
     * @param replayed whether the job was there before the request
     */
    HttpResponse<?> of(
            OpenAiRequest request, JobView accepted, Optional<JobView> end, boolean replayed, String requestId) {
        MutableHttpResponse<?> response = end.<MutableHttpResponse<?>>map(job -> ended(request, job, requestId))
                .orElseGet(() -> errors.late(accepted.id()));
        if (replayed) {
            response.header(IdempotencyKeys.REPLAYED, "true");
        }
        return response.getHeaders().contains(RequestIds.JOB_HEADER)
                ? response
                : RequestIds.withJob(response, accepted.id());
    }

    private MutableHttpResponse<?> ended(OpenAiRequest request, JobView job, String requestId) {
        if (job.state() != JobState.SUCCEEDED) {
            return errors.failed(job).header(COST, OpenAiMapping.cost(job));
        }
        try {
            return succeeded(request, job, requestId).header(COST, OpenAiMapping.cost(job));
        } catch (IOException e) {
            LOG.warn("{}: the images of job {} cannot be read: {}", requestId, job.id(), e.getClass());
            return errors.render(new ApiFailure.Internal(job.id()), requestId);
        }
    }

    private MutableHttpResponse<?> succeeded(OpenAiRequest request, JobView job, String requestId) throws IOException {
        OpenAiMapping.Delivery delivery = OpenAiMapping.delivery(request, job.spec());
        List<String> keys = job.images().stream().map(JobView.Image::blobKey).toList();
        if (delivery != OpenAiMapping.Delivery.URL && !files.areThere(keys)) {
            LOG.error("{}: images of job {} are not stored any more", requestId, job.id());
            return errors.render(new ApiFailure.Internal(job.id()), requestId);
        }
        return switch (delivery) {
            case URL -> HttpResponse.ok(mapping.reply(job, request)).contentType(MediaType.APPLICATION_JSON_TYPE);
            case BYTES ->
                streamed(json.writeValueAsString(mapping.reply(job, request)), keys, MediaType.APPLICATION_JSON_TYPE);
            case EVENTS -> streamed(events(job, request), keys, MediaType.TEXT_EVENT_STREAM_TYPE);
        };
    }

    private String events(JobView job, OpenAiRequest request) throws IOException {
        OpenAiReply.Event event = OpenAiMapping.event(job, request);
        return OpenAiStreams.text(event.type(), json.writeValueAsString(event))
                .repeat(job.images().size());
    }

    private MutableHttpResponse<?> streamed(String text, List<String> keys, MediaType type) {
        return HttpResponse.ok(files.stream(text, OpenAiReply.BYTES, keys)).contentType(type);
    }
}
