package dev.darkroom.api.surface.openai;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.JobStreams;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Waits;
import dev.darkroom.api.http.IdempotencyKeys;
import dev.darkroom.api.http.InlineFiles;
import dev.darkroom.api.http.ObjectEvents;
import dev.darkroom.api.http.RequestIds;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers that begin before their job has ended: its previews as they come, and then its images. Who hangs up cancels
 * nothing.
 */
@Singleton
final class OpenAiStreams {

    private static final Logger LOG = LoggerFactory.getLogger(OpenAiStreams.class);

    private final Waits waits;
    private final JobStreams streams;
    private final OpenAiAnswers answers;
    private final OpenAiErrors errors;
    private final InlineFiles files;
    private final JsonMapper json;
    private final ExecutorService readers;

    OpenAiStreams(
            Waits waits,
            JobStreams streams,
            OpenAiAnswers answers,
            OpenAiErrors errors,
            InlineFiles files,
            JsonMapper json,
            @Named(TaskExecutors.BLOCKING) ExecutorService readers) {
        this.waits = waits;
        this.streams = streams;
        this.answers = answers;
        this.errors = errors;
        this.files = files;
        this.json = json;
        this.readers = readers;
    }

    /** An event as it is written. */
    static String text(String name, String data) {
        return "event: %s\ndata: %s\n\n".formatted(name, data);
    }

    /**
     * Begins the answer about a job that goes on.
     *
     * @param replayed whether the job was there before the request
     */
    HttpResponse<?> begin(Caller caller, OpenAiRequest request, JobView job, boolean replayed, String requestId) {
        ObjectEvents events = new ObjectEvents(readers, streams.commentEvery());
        Story story = new Story(request, job, events);
        CompletableFuture<Void> _ = waits.<HttpResponse<?>>await(
                        caller, job, waits.limit(), story, end -> answers.of(request, job, end, replayed, requestId))
                .exceptionally(mistake -> broken(job, mistake, requestId))
                .thenAccept(story::end);
        MutableHttpResponse<?> response = HttpResponse.ok(events).contentType(MediaType.TEXT_EVENT_STREAM_TYPE);
        if (replayed) {
            response.header(IdempotencyKeys.REPLAYED, "true");
        }
        return RequestIds.withJob(response, job.id());
    }

    private HttpResponse<?> broken(JobView job, Throwable mistake, String requestId) {
        LOG.error("{}: the stream about job {} is cut short: {}", requestId, job.id(), mistake.getClass());
        return errors.render(new ApiFailure.Internal(job.id()), requestId);
    }

    /** What one caller is told. */
    private final class Story implements Waits.Company {

        private final OpenAiRequest request;
        private final JobView job;
        private final ObjectEvents events;

        Story(OpenAiRequest request, JobView job, ObjectEvents events) {
            this.request = request;
            this.job = job;
            this.events = events;
        }

        @Override
        public void preview(int number, String blobKey) {
            Instant now = Instant.now();
            events.send(() -> {
                OpenAiReply.PartialEvent event = OpenAiMapping.partial(job, request, number, now);
                String text = text(event.type(), json.writeValueAsString(event));
                return files.opened(text, OpenAiReply.BYTES, blobKey);
            });
        }

        @Override
        public void still() {
            events.keepAlive();
        }

        /** Sends the events that an answer of its own would have had for a body, or its error as one. */
        void end(HttpResponse<?> answer) {
            events.send(() -> answer.body() instanceof InputStream images ? images : error(answer));
            events.end();
        }

        private InputStream error(HttpResponse<?> answer) throws IOException {
            OpenAiErrors.Event event = OpenAiErrors.event(answer);
            String text = text(event.type(), json.writeValueAsString(event));
            return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
