package dev.darkroom.api.core;

import dev.darkroom.activities.job.Chains;
import dev.darkroom.activities.job.JobInputRow;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.api.core.ChainSubmission.Make;
import dev.darkroom.api.core.ChainSubmission.Reuse;
import dev.darkroom.workflows.domain.job.ArtifactId;
import dev.darkroom.workflows.domain.job.EditChain;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Makes of a chain that did not succeed the request that goes on from it. */
@Singleton
final class Resumption {

    private static final ApiFailure BLANKED = new ApiFailure.BadField(
            null, "The texts of this task have been removed; make the chain again instead of resuming it.");

    private final Catalogue catalogue;

    Resumption(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    EditChains.Resumable of(JobRow chain, List<Chains.Step> steps, String fingerprint) {
        List<Boolean> reused = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            reused.add(isReusable(steps, index));
        }
        List<ChainSubmission.Step> work = new ArrayList<>();
        for (int index = 0; index < steps.size(); index++) {
            Chains.Step step = steps.get(index);
            String field = "steps[%d]".formatted(index);
            if (reused.get(index)) {
                work.add(new ChainSubmission.Step(
                        field, step.name(), new Reuse(step.job().jobId())));
                continue;
            }
            Optional<Offer> offer = offer(chain.surface(), step.job());
            if (offer.isEmpty()) {
                return new EditChains.Resumable.Refused(new ApiFailure.SwitchedOff(field + ".model"));
            }
            if (step.job().request().prompt() == null) {
                return new EditChains.Resumable.Refused(BLANKED);
            }
            work.add(new ChainSubmission.Step(
                    field, step.name(), new Make(submission(field, offer.get(), steps, reused, step, fingerprint))));
        }
        return new EditChains.Resumable.From(new ChainSubmission(
                chain.surface(),
                work,
                Boolean.TRUE.equals(chain.chain().stops()),
                fingerprint,
                chain.jobId(),
                new Submission.Options(null, chain.request().metadata(), null, webhook(chain))));
    }

    private Optional<Offer> offer(String surface, JobRow step) {
        return catalogue.offers(surface).stream()
                .filter(offer ->
                        offer.model().id().value().equals(step.request().model()))
                .findFirst();
    }

    /** It succeeded, and all that other steps want of it is there. */
    private static boolean isReusable(List<Chains.Step> steps, int index) {
        JobRow job = steps.get(index).job();
        List<Integer> there =
                job.outcome().deliveredImages().stream().map(Stored::index).toList();
        return job.state() == JobState.SUCCEEDED
                && steps.stream()
                        .flatMap(step -> step.sources().stream())
                        .filter(source -> source.step() == index)
                        .map(EditChain.Source::image)
                        .allMatch(there::contains);
    }

    private static Submission submission(
            String field,
            Offer offer,
            List<Chains.Step> steps,
            List<Boolean> reused,
            Chains.Step step,
            String fingerprint) {
        List<ImageInput> inputs = new ArrayList<>();
        for (JobInputRow row : step.inputs()) {
            inputs.add(input("%s.images[%d]".formatted(field, inputs.size()), row, steps, reused));
        }
        String prompt = String.valueOf(step.job().request().prompt());
        return new Submission(
                offer,
                step.job().request().spec(),
                inputs,
                prompt.isEmpty() ? List.of() : List.of(prompt),
                fingerprint,
                Submission.Options.NONE);
    }

    private static ImageInput input(String field, JobInputRow row, List<Chains.Step> steps, List<Boolean> reused) {
        return new ImageInput(field, row.role(), source(row, steps, reused), row.description());
    }

    private static ImageInput.Source source(JobInputRow row, List<Chains.Step> steps, List<Boolean> reused) {
        int index = row.sourceIndex() == null ? 0 : row.sourceIndex();
        for (int step = 0; step < steps.size(); step++) {
            JobId job = steps.get(step).job().jobId();
            if (job.text().equals(row.sourceJob())) {
                return reused.get(step)
                        ? new ImageInput.Artifact(ArtifactId.of(job, index))
                        : new ImageInput.Sibling(step, index);
            }
        }
        if (row.artifactId() != null) {
            return new ImageInput.Artifact(new ArtifactId(UUID.fromString(row.artifactId())));
        }
        return row.sourceJob() == null
                ? new ImageInput.Url(String.valueOf(row.url()))
                : new ImageInput.Output(JobId.of(row.sourceJob()), index);
    }

    private static Submission.@Nullable Webhook webhook(JobRow chain) {
        String url = chain.request().webhookUrl();
        String events = chain.request().webhookEvents();
        return url == null || events == null ? null : new Submission.Webhook(url, events);
    }
}
