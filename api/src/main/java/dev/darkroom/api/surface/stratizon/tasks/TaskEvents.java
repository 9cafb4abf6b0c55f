package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.core.ApiFailure;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.JobStreams;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.TimelineEntry;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.EventStream;
import dev.darkroom.api.http.RequestIds;
import dev.darkroom.api.http.SurfaceTable;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import dev.darkroom.workflows.domain.job.JobState;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.sse.Event;
import io.micronaut.json.JsonMapper;
import io.micronaut.serde.annotation.Serdeable;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The events of a task as they happen. Those of its log have ids, with which a client that was cut off goes on; progress
 * and images have none, since they are told again.
 */
@Singleton
final class TaskEvents {

    static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final Pattern ID = Pattern.compile("\\d{1,9}");

    private final JobStreams streams;
    private final TaskMapping mapping;
    private final TaskViews views;
    private final SurfaceTable surfaces;
    private final JsonMapper json;

    TaskEvents(JobStreams streams, TaskMapping mapping, TaskViews views, SurfaceTable surfaces, JsonMapper json) {
        this.streams = streams;
        this.mapping = mapping;
        this.views = views;
        this.surfaces = surfaces;
        this.json = json;
    }

    /** How far the task is. */
    @Serdeable
    record Progress(int progress) {}

    /** A step of a chain was begun, or has ended. */
    @Serdeable
    record StepMove(String name, String status, String at) {

        static StepMove of(TimelineEntry entry, JobState state) {
            String name = entry.cause().substring(entry.cause().indexOf(' ') + 1);
            return new StepMove(name, TaskMapping.status(state), NativeFormat.time(entry.at()));
        }
    }

    /** The stream that follows a task. */
    HttpResponse<?> follow(HttpRequest<?> request, Caller caller, JobView job) {
        int after = after(request);
        EventStream events = new EventStream(streams.commentEvery());
        return switch (streams.follow(caller, job, after, new Writer(events))) {
            case JobStreams.Reply.Followed(Runnable stop) -> {
                events.onGone(stop);
                yield RequestIds.withJob(HttpResponse.ok(events), job.id())
                        .contentType(MediaType.TEXT_EVENT_STREAM_TYPE);
            }
            case JobStreams.Reply.Refused(ApiFailure failure) ->
                surfaces.render(request, failure).contentType(MediaType.APPLICATION_JSON_TYPE);
        };
    }

    private static int after(HttpRequest<?> request) {
        List<String> ids = request.getHeaders().getAll(LAST_EVENT_ID);
        if (ids.isEmpty() || ids.equals(List.of(""))) {
            return 0;
        }
        if (ids.size() > 1 || !ID.matcher(ids.getFirst()).matches()) {
            throw new BadFieldException(LAST_EVENT_ID, "must be the id of an event");
        }
        return Integer.parseInt(ids.getFirst());
    }

    /** Writes what is told as events. */
    private final class Writer implements JobStreams.Follower {

        private final EventStream events;

        Writer(EventStream events) {
            this.events = events;
        }

        @Override
        public void moved(TimelineEntry entry) {
            String id = Integer.toString(entry.seq());
            JobState step = entry.step();
            events.send(
                    step == null
                            ? event("state", TimelineReply.Entry.of(entry)).id(id)
                            : event("step", StepMove.of(entry, step)).id(id));
        }

        @Override
        public void progressed(int percent) {
            events.sendFleeting(event("progress", new Progress(percent)));
        }

        @Override
        public void ended(JobView job) {
            job.images().forEach(image -> events.send(event("artifact", mapping.image(image))));
            events.send(event("done", views.current(job)));
            events.end();
        }

        @Override
        public void still() {
            events.keepAlive();
        }

        @Override
        public void abandoned() {
            events.end();
        }

        private Event<String> event(String name, Object data) {
            try {
                return Event.of(json.writeValueAsString(data)).name(name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
