package dev.darkroom.api.core;

import dev.darkroom.activities.artifact.ArtifactRow;
import dev.darkroom.activities.artifact.Artifacts;
import dev.darkroom.activities.artifact.InputStore;
import dev.darkroom.activities.job.JobInputRow;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The images that requests give to work from: looked up, held against each other and stored, before there is a job. */
@Singleton
final class Inputs {

    private static final Logger LOG = LoggerFactory.getLogger(Inputs.class);

    private final Artifacts artifacts;
    private final InputStore store;
    private final Jobs jobs;

    Inputs(Artifacts artifacts, InputStore store, Jobs jobs) {
        this.artifacts = artifacts;
        this.store = store;
        this.jobs = jobs;
    }

    /**
     * An image with what is known of it now.
     *
     * @param artifact null where it is not stored yet
     * @param size null where nobody has seen it yet
     */
    record Known(
            ImageInput input,
            @Nullable ArtifactId artifact,
            @Nullable ImageSize size) {}

    /** What is known of a request's images, or why they cannot be worked from. */
    sealed interface Look {
        record Usable(List<Known> images) implements Look {}

        record Refused(ApiFailure failure) implements Look {}
    }

    /** Looks up what a request names. Nothing is stored. */
    Look look(Caller caller, List<ImageInput> inputs) {
        if (inputs.isEmpty()) {
            return new Look.Usable(List.of());
        }
        Map<String, ArtifactRow> stored = stored(caller, inputs);
        List<Known> images = new ArrayList<>();
        for (ImageInput input : inputs) {
            switch (known(caller, input, stored)) {
                case Known known -> images.add(known);
                case null -> {
                    return new Look.Refused(unknown(input));
                }
            }
        }
        return mismatch(images).<Look>map(Look.Refused::new).orElseGet(() -> new Look.Usable(images));
    }

    private Map<String, ArtifactRow> stored(Caller caller, List<ImageInput> inputs) {
        List<String> ids = inputs.stream()
                .map(ImageInput::source)
                .filter(ImageInput.Artifact.class::isInstance)
                .map(source -> ((ImageInput.Artifact) source).id().text())
                .distinct()
                .toList();
        return artifacts.find(caller.tenant(), ids).stream().collect(Collectors.toMap(ArtifactRow::id, row -> row));
    }

    private @Nullable Known known(Caller caller, ImageInput input, Map<String, ArtifactRow> stored) {
        return switch (input.source()) {
            case ImageInput.Url _, ImageInput.Sibling _ -> new Known(input, null, null);
            case ImageInput.Inline(InlineImage image) -> new Known(input, null, image.size());
            case ImageInput.Artifact(ArtifactId id) -> {
                ArtifactRow row = stored.get(id.text());
                yield row == null ? null : new Known(input, id, new ImageSize(row.width(), row.height()));
            }
            case ImageInput.Output(JobId job, int index) ->
                jobs.find(caller.tenant(), job)
                        .filter(source -> !source.isChain())
                        .flatMap(source -> output(input, source, index))
                        .orElse(null);
        };
    }

    /** What a job that has ended delivered is an artifact like any other; before, it may still deliver what it is to. */
    private static Optional<Known> output(ImageInput input, JobRow source, int index) {
        if (!source.state().isTerminal()) {
            return index < source.request().images() ? Optional.of(new Known(input, null, null)) : Optional.empty();
        }
        return source.outcome().deliveredImages().stream()
                .filter(image -> image.index() == index)
                .map(image -> new Known(input, ArtifactId.of(source.jobId(), index), image.size()))
                .findFirst();
    }

    /** Another tenant's is as unknown as one that never was. */
    private static ApiFailure unknown(ImageInput input) {
        String what = input.source() instanceof ImageInput.Artifact
                ? "is not the id of an artifact that is there"
                : "names a task that is not there, or an image that it does not make";
        return new ApiFailure.BadField(input.field(), "`%s` %s.".formatted(input.field(), what));
    }

    private static Optional<ApiFailure> mismatch(List<Known> images) {
        @Nullable ImageSize first = firstSize(images);
        if (first == null) {
            return Optional.empty();
        }
        return images.stream()
                .filter(known -> known.input().isMask() && known.size() != null && !first.equals(known.size()))
                .<ApiFailure>map(known -> new ApiFailure.BadImage(
                        known.input().field(),
                        "`%s` must have as many pixels as the first image, %s."
                                .formatted(known.input().field(), first.text())))
                .findFirst();
    }

    /** The size of the first image that is no mask; null where it is not known yet. */
    static @Nullable ImageSize firstSize(List<Known> images) {
        for (Known known : images) {
            if (!known.input().isMask()) {
                return known.size();
            }
        }
        return null;
    }

    /** The result's pixels, where the first image decides them and is known already. */
    static Submission fitted(Submission submission, List<Known> images) {
        ImageSize first = firstSize(images);
        return first == null
                ? submission
                : submission.sized(submission.spec().sizeFor(first, ImageInput.masked(submission.inputs())));
    }

    /** What became of images that were to be stored. */
    sealed interface Storing {
        record Rows(List<JobInputRow> rows) implements Storing {}

        record Refused(ApiFailure failure) implements Storing {}
    }

    /**
     * Stores what is in the request itself.
     *
     * @param steps the job of each step of the same request
     * @return the rows of the job's inputs, in their order
     */
    Storing store(TenantId tenant, String job, List<Known> images, IntFunction<JobId> steps) {
        List<JobInputRow> rows = new ArrayList<>();
        for (Known known : images) {
            @Nullable ArtifactId artifact = known.artifact();
            if (known.input().source() instanceof ImageInput.Inline(InlineImage image)) {
                try {
                    switch (keep(tenant, image)) {
                        case InputStore.Kept.Stored(ArtifactRow row) -> artifact = ArtifactId.of(tenant, row.sha256());
                        case InputStore.Kept.QuotaReached() -> {
                            return new Storing.Refused(new ApiFailure.StorageFull());
                        }
                        case InputStore.Kept.NotAnImage(), InputStore.Kept.TooLarge() ->
                            throw new IllegalStateException("an image that was looked at is none");
                    }
                } catch (IOException e) {
                    LOG.warn("the store did not take an image of a request for job {}", job);
                    return new Storing.Refused(new ApiFailure.UploadFailed());
                }
            }
            rows.add(row(job, rows.size(), output(known.input(), steps), artifact));
        }
        return new Storing.Rows(rows);
    }

    private InputStore.Kept keep(TenantId tenant, InlineImage image) throws IOException {
        Optional<ArtifactRow> before = store.known(tenant, image.sha256());
        return before.isPresent()
                ? new InputStore.Kept.Stored(before.get())
                : store.keep(tenant, image.open(), InputStore.BYTES_MAX);
    }

    private static ImageInput output(ImageInput input, IntFunction<JobId> steps) {
        return input.source() instanceof ImageInput.Sibling(int step, int index)
                ? new ImageInput(
                        input.field(),
                        input.role(),
                        new ImageInput.Output(steps.apply(step), index),
                        input.description())
                : input;
    }

    private static JobInputRow row(String job, int position, ImageInput input, @Nullable ArtifactId artifact) {
        @Nullable String url = input.source() instanceof ImageInput.Url(String text) ? text : null;
        ImageInput.@Nullable Output output = input.source() instanceof ImageInput.Output from ? from : null;
        return new JobInputRow(
                null,
                job,
                position,
                source(input),
                input.role(),
                url,
                output == null ? null : output.job().text(),
                output == null ? null : output.index(),
                artifact == null ? null : artifact.text(),
                input.description());
    }

    private static JobInputRow.Source source(ImageInput input) {
        return switch (input.source()) {
            case ImageInput.Url _ -> JobInputRow.Source.URL;
            case ImageInput.Output _, ImageInput.Sibling _ -> JobInputRow.Source.JOB;
            case ImageInput.Artifact _, ImageInput.Inline _ -> JobInputRow.Source.ARTIFACT;
        };
    }
}
