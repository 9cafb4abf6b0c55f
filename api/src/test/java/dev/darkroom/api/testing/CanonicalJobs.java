package dev.darkroom.api.testing;

import dev.darkroom.api.core.JobView;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.Verdict;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The same job in each of its states: two images of nano-banana-2 at 0.013 dollars, of which one is delivered. */
public final class CanonicalJobs {

    public static final JobId ID = JobId.of("0197a3c4-5d6e-7f80-8a9b-0c1d2e3f4a5b");

    private static final MicroUsd PRICE = new MicroUsd(13_000);
    private static final Instant CREATED = Instant.parse("2026-01-02T03:04:05.006Z");

    private CanonicalJobs() {}

    /** The job, as that surface had taken it. */
    public static JobView in(JobState state, String surface) {
        return in(state, surface, null);
    }

    /**
     * The job, as that surface had taken it.
     *
     * @param rendering how it was asked to show it
     */
    public static JobView in(JobState state, String surface, @Nullable String rendering) {
        return in(state, surface, rendering, null);
    }

    /** A chain, which makes nothing itself, as the native surface had taken it. */
    public static JobView chain(JobState state) {
        return in(state, "stratizon", null, new JobView.Chain(true, null));
    }

    private static JobView in(
            JobState state, String surface, @Nullable String rendering, JobView.@Nullable Chain chain) {
        boolean charged = state != JobState.PENDING;
        boolean started = charged && state != JobState.QUEUED;
        boolean succeeded = state == JobState.SUCCEEDED;
        return new JobView(
                ID,
                surface,
                state,
                CREATED,
                started ? CREATED.plusMillis(1500) : null,
                state.isTerminal() ? CREATED.plusMillis(9876) : null,
                spec(),
                false,
                rendering,
                null,
                new Quote("text_to_image", PRICE, 2, PriceUnit.IMAGE),
                3,
                progress(state),
                charged ? PRICE.times(2) : MicroUsd.ZERO,
                refunded(state),
                failure(state),
                succeeded ? List.of(image()) : List.of(),
                null,
                succeeded ? List.of(new Verdict.Missing(1, FailureKind.FILTERED)) : List.of(),
                List.of(),
                chain,
                false);
    }

    private static int progress(JobState state) {
        return switch (state) {
            case PENDING, QUEUED -> 0;
            case RUNNING, FAILED, CANCELED -> 40;
            case SUCCEEDED -> 100;
        };
    }

    private static MicroUsd refunded(JobState state) {
        return switch (state) {
            case PENDING, QUEUED, RUNNING -> MicroUsd.ZERO;
            case SUCCEEDED -> PRICE;
            case FAILED, CANCELED -> PRICE.times(2);
        };
    }

    private static @Nullable FailureKind failure(JobState state) {
        return switch (state) {
            case PENDING, QUEUED, RUNNING, SUCCEEDED -> null;
            case FAILED -> FailureKind.PROVIDER_ERROR;
            case CANCELED -> FailureKind.CANCELED;
        };
    }

    private static GenerationSpec spec() {
        return new GenerationSpec(
                Capability.TEXT_TO_IMAGE,
                new ModelId("nano-banana-2"),
                "a quiet lake",
                2,
                "1K",
                "16:9",
                new ImageSize(1280, 720),
                ImageFormat.PNG,
                false,
                7L,
                GenerationSpec.NONE);
    }

    private static JobView.Image image() {
        return new JobView.Image(
                "1f2e3d4c-5b6a-8978-8695-a4b3c2d1e0f9",
                "t/0197a3c4-0000-7000-8000-000000000001/j/0197a3c4-5d6e-7f80-8a9b-0c1d2e3f4a5b/0.png",
                "image/png",
                1280,
                720,
                "ab".repeat(32));
    }
}
