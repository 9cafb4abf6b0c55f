package dev.darkroom.api.surface.stratizon.tasks;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.OutcomeColumns;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Model;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.FileUrls;
import dev.darkroom.api.http.JsonNodes;
import dev.darkroom.api.surface.stratizon.Credits;
import dev.darkroom.api.surface.stratizon.NativeFormat;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobState;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Between the native surface's words and the canonical ones, both ways. */
@Singleton
final class TaskMapping {

    static final String SURFACE = "stratizon";

    private static final String IMAGE = "image";
    private static final String CREDITS = "credits";
    private static final String HD = "hd";
    private static final String SQUARE = "1:1";

    private final Catalogue catalogue;
    private final FileUrls urls;

    TaskMapping(Catalogue catalogue, FileUrls urls) {
        this.catalogue = catalogue;
        this.urls = urls;
    }

    /**
     * The canonical request.
     *
     * @throws BadFieldException where the model is unknown or lacks what is asked of it
     */
    Submission submission(TaskRequest request, String fingerprint) {
        Model model = catalogue
                .find(SURFACE, request.model())
                .orElseThrow(() -> new BadFieldException("model", "is not a model of this catalogue; see /v1/models"));
        if (request.prompt().codePointCount(0, request.prompt().length()) > model.promptMax()) {
            throw new BadFieldException(
                    "prompt", "must have at most %d characters for %s".formatted(model.promptMax(), model.id()));
        }
        if (request.n() > model.imagesMax()) {
            throw new BadFieldException("n", "must be at most %d for %s".formatted(model.imagesMax(), model.id()));
        }
        String ratio = aspectRatio(request);
        GenerationSpec spec = new GenerationSpec(
                Capability.TEXT_TO_IMAGE,
                model.id(),
                request.prompt(),
                request.n(),
                request.quality(),
                ratio,
                pixels(model, request.quality(), ratio),
                model.formats().getFirst(),
                null);
        return new Submission(
                SURFACE, model, spec, fingerprint, request.expiresAfter(), request.metadata(), webhook(request));
    }

    /** The task as it was accepted: a function of what was fixed then, so that every repeat is the same bytes. */
    TaskReply accepted(JobRow row) {
        return reply(row, status(JobState.PENDING), 0, row.quote().total(), 0, List.of(), null, null);
    }

    /** The task as it is now. */
    TaskReply current(JobView view) {
        JobRow row = view.row();
        return reply(
                row,
                status(row.state()),
                row.work().progress(),
                row.outcome().charged(),
                row.outcome().refunded(),
                view.artifacts(),
                NativeFormat.timeOrNull(row.startedAt()),
                NativeFormat.timeOrNull(row.completedAt()));
    }

    /** The native word for a state. */
    static String status(JobState state) {
        return switch (state) {
            case PENDING, QUEUED -> "queued";
            case RUNNING -> "running";
            case SUCCEEDED -> "succeeded";
            case FAILED -> "failed";
            case CANCELED -> "canceled";
        };
    }

    private TaskReply reply(
            JobRow row,
            String status,
            int progress,
            long charged,
            long refunded,
            List<ArtifactRow> artifacts,
            @Nullable String startedAt,
            @Nullable String completedAt) {
        OutcomeColumns outcome = completedAt == null ? OutcomeColumns.NONE : row.outcome();
        return new TaskReply(
                NativeFormat.task(row.id()),
                IMAGE,
                row.request().capability().word(),
                status,
                row.request().model(),
                progress,
                NativeFormat.time(row.createdAt()),
                startedAt,
                completedAt,
                new TaskReply.Input(row.request().prompt(), List.of()),
                new TaskReply.Output(artifacts.stream().map(this::image).toList(), missing(outcome)),
                new TaskReply.Billing(Credits.of(charged), Credits.of(refunded), CREDITS),
                error(outcome.failure()),
                row.request().metadata() == null
                        ? null
                        : JsonNodes.of(row.request().metadata()));
    }

    private TaskReply.Image image(ArtifactRow artifact) {
        return new TaskReply.Image(
                urls.url(artifact.blobKey()),
                NativeFormat.artifact(artifact.id()),
                artifact.width(),
                artifact.height(),
                artifact.contentType(),
                artifact.sha256());
    }

    private static List<TaskReply.Missing> missing(OutcomeColumns outcome) {
        return outcome.missingImages().stream()
                .map(image -> new TaskReply.Missing(
                        image.index(), image.kind().code(), image.kind().message()))
                .toList();
    }

    private static TaskReply.@Nullable Reason error(@Nullable FailureKind failure) {
        return failure == null ? null : new TaskReply.Reason(failure.code(), failure.message());
    }

    private static String aspectRatio(TaskRequest request) {
        boolean hd = request.quality().equals(HD);
        if (hd && TaskRequest.AUTO.equals(request.aspectRatio())) {
            throw new BadFieldException("aspect_ratio", "must not be auto when `quality` is hd");
        }
        if (request.aspectRatio() != null) {
            return request.aspectRatio();
        }
        return hd ? SQUARE : TaskRequest.AUTO;
    }

    private static ImageSize pixels(Model model, String quality, String ratio) {
        if (!model.qualities().contains(quality)) {
            throw new BadFieldException(
                    "quality", "must be one of %s for %s".formatted(String.join(", ", model.qualities()), model.id()));
        }
        return model.pixels(quality, ratio)
                .orElseThrow(() -> new BadFieldException(
                        "aspect_ratio",
                        "must be one of %s for %s at this quality"
                                .formatted(String.join(", ", model.aspectRatios(quality)), model.id())));
    }

    private static Submission.@Nullable Webhook webhook(TaskRequest request) {
        return request.webhookUrl() == null || request.webhookEvents() == null
                ? null
                : new Submission.Webhook(request.webhookUrl(), String.join(",", request.webhookEvents()));
    }
}
