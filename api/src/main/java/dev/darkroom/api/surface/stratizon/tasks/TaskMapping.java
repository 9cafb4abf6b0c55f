package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.api.catalogue.Ask;
import dev.darkroom.api.catalogue.Fitting;
import dev.darkroom.api.catalogue.SurfaceWords;
import dev.darkroom.api.catalogue.Trait;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.FileUrls;
import dev.darkroom.api.http.JsonNodes;
import dev.darkroom.api.http.Texts;
import dev.darkroom.api.surface.stratizon.Credits;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the native surface's words and the canonical ones, both ways. */
@Singleton
public final class TaskMapping {

    public static final String SURFACE = "stratizon";

    private static final String IMAGE = "image";
    private static final String CREDITS = "credits";
    private static final String HD = "hd";
    private static final String SQUARE = "1:1";

    private final Catalogue catalogue;
    private final Fitting fitting;
    private final FileUrls urls;

    TaskMapping(Catalogue catalogue, Fitting fitting, FileUrls urls) {
        this.catalogue = catalogue;
        this.fitting = fitting;
        this.urls = urls;
    }

    /**
     * The canonical request.
     *
     * @throws BadFieldException where the model is unknown or lacks what is asked of it
     */
    Submission submission(TaskRequest request, String fingerprint) {
        return submission(request, "", fingerprint);
    }

    /**
     * The canonical request.
     *
     * @param path in front of the names of fields: empty, or ending with a dot
     * @throws BadFieldException where the model is unknown or lacks what is asked of it
     */
    public Submission submission(TaskRequest request, String path, String fingerprint) {
        Offer offer = catalogue
                .find(SURFACE, request.model())
                .orElseThrow(() ->
                        new BadFieldException(path + "model", "is not a model of this catalogue; see /v1/models"));
        Ask ask = Ask.of(offer)
                .prompt(request.prompt())
                .images(request.n())
                .quality(request.quality())
                .ratio(aspectRatio(request, path))
                .inputs(request.images());
        if (request.parameters() != null) {
            request.parameters().fields().forEach(ask::parameter);
        }
        GenerationSpec spec = fitting.fit(ask, new Words(path));
        return new Submission(
                offer,
                spec,
                request.images(),
                Texts.of(spec.prompt(), request.parameters()),
                fingerprint,
                new Submission.Options(request.expiresAfter(), request.metadata(), null, webhook(request)));
    }

    /** The task as it was accepted: a function of what was fixed then, so that every repeat is the same bytes. */
    public TaskReply accepted(JobView job) {
        return new TaskReply(
                NativeFormat.task(job.id().text()),
                IMAGE,
                job.spec().capability().word(),
                status(JobState.PENDING),
                job.spec().model().value(),
                0,
                NativeFormat.time(job.createdAt()),
                null,
                null,
                input(job, true),
                new TaskReply.Output(List.of(), List.of()),
                new TaskReply.Billing(Credits.of(job.quote().total()), Credits.of(MicroUsd.ZERO), CREDITS),
                null,
                metadata(job));
    }

    /** The task as it is now. */
    public TaskReply current(JobView job) {
        return new TaskReply(
                NativeFormat.task(job.id().text()),
                IMAGE,
                job.spec().capability().word(),
                status(job.state()),
                job.spec().model().value(),
                job.progress(),
                NativeFormat.time(job.createdAt()),
                NativeFormat.timeOrNull(job.startedAt()),
                NativeFormat.timeOrNull(job.completedAt()),
                input(job, false),
                output(job),
                new TaskReply.Billing(Credits.of(job.charged()), Credits.of(job.refunded()), CREDITS),
                error(job.failure()),
                metadata(job));
    }

    /** The native word for a state. */
    public static String status(JobState state) {
        return switch (state) {
            case PENDING, QUEUED -> "queued";
            case RUNNING -> "running";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
        };
    }

    /** When it was accepted, only what was stored by then had an id. */
    private static TaskReply.Input input(JobView job, boolean atAcceptance) {
        List<TaskReply.Given> given = job.inputs().stream()
                .map(input -> new TaskReply.Given(
                        input.artifactId() == null || (atAcceptance && !input.stored())
                                ? null
                                : NativeFormat.artifact(input.artifactId()),
                        input.mask() ? "mask" : "reference"))
                .toList();
        return new TaskReply.Input(job.promptBlanked() ? null : job.spec().prompt(), given);
    }

    private TaskReply.Output output(JobView job) {
        return new TaskReply.Output(
                job.images().stream().map(this::image).toList(),
                job.missing().stream()
                        .map(image -> new TaskReply.Missing(
                                image.index(), image.kind().code(), image.kind().message()))
                        .toList());
    }

    /** A stored image. */
    public TaskReply.Image image(JobView.Image image) {
        return new TaskReply.Image(
                urls.url(image.blobKey()),
                NativeFormat.artifact(image.artifactId()),
                image.width(),
                image.height(),
                image.contentType(),
                image.sha256());
    }

    private static @Nullable JsonNode metadata(JobView job) {
        return job.metadata() == null ? null : JsonNodes.of(job.metadata());
    }

    /** Why a task ended without success. */
    public static TaskReply.@Nullable Reason error(@Nullable FailureKind failure) {
        return failure == null ? null : new TaskReply.Reason(failure.code(), failure.message());
    }

    private static String aspectRatio(TaskRequest request, String path) {
        boolean hd = request.quality().equals(HD);
        if (hd && TaskRequest.AUTO.equals(request.aspectRatio())) {
            throw new BadFieldException(path + "aspect_ratio", "must not be auto when `quality` is hd");
        }
        if (request.aspectRatio() != null) {
            return request.aspectRatio();
        }
        return hd ? SQUARE : TaskRequest.AUTO;
    }

    private static Submission.@Nullable Webhook webhook(TaskRequest request) {
        return request.webhookUrl() == null || request.webhookEvents() == null
                ? null
                : new Submission.Webhook(request.webhookUrl(), String.join(",", request.webhookEvents()));
    }

    /** The names of this surface's fields; a step of a chain has all its images in one. */
    private record Words(String path) implements SurfaceWords {

        @Override
        public String field(Trait trait) {
            return path
                    + switch (trait) {
                        case PROMPT -> "prompt";
                        case IMAGES -> "n";
                        case QUALITY -> "quality";
                        case ASPECT_RATIO -> "aspect_ratio";
                        case SIZE -> "size";
                        case FORMAT -> "output_format";
                        case REFERENCES -> path.isEmpty() ? "image" : "images";
                        case MASK -> "mask";
                    };
        }

        @Override
        public String parameter(String name) {
            return path + "parameters." + name;
        }
    }
}
