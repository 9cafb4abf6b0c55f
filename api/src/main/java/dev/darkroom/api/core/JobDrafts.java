package dev.darkroom.api.core;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.darkroom.activities.job.ChainColumns;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.OutcomeColumns;
import dev.darkroom.activities.job.QuoteColumns;
import dev.darkroom.activities.job.RequestColumns;
import dev.darkroom.activities.job.WorkColumns;
import dev.darkroom.activities.ledger.DatabaseClock;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes the rows of accepted requests. */
@Singleton
final class JobDrafts {

    private static final Duration FIRST_CHECK = Duration.ofSeconds(15);
    private static final String CHAIN = "chain";
    // A step that is not charged yet has no time of its own, and no workflow that the sweep could ask for.
    private static final Instant NEVER = Instant.parse("9999-01-01T00:00:00Z");

    private final GenerationsConfig config;
    private final Pricing pricing;
    private final DatabaseClock clock;

    JobDrafts(GenerationsConfig config, Pricing pricing, DatabaseClock clock) {
        this.config = config;
        this.pricing = pricing;
        this.clock = clock;
    }

    /** A new id, in the order of time. */
    static JobId newId() {
        return new JobId(UuidCreator.getTimeOrderedEpoch());
    }

    /** A job of its own. */
    JobRow job(Caller caller, Submission submission, QuoteColumns quote, JobId id) {
        Instant now = clock.instant();
        Duration asked = submission.options().expiresAfter();
        Instant expiresAt = now.plus(asked == null ? config.expiresAfter() : asked);
        return row(
                caller,
                submission.surface(),
                id,
                now,
                expiresAt,
                now.plus(FIRST_CHECK),
                columns(submission),
                quote,
                ChainColumns.NONE);
    }

    /** A step, paid by its chain. */
    JobRow step(Caller caller, Submission submission, QuoteColumns quote, JobRow chain, JobId id) {
        return row(
                caller,
                submission.surface(),
                id,
                chain.createdAt(),
                NEVER,
                NEVER,
                columns(submission),
                quote,
                new ChainColumns(ChainColumns.Role.STEP, chain.id(), null, null));
    }

    /**
     * A chain, which holds and pays.
     *
     * @param images of all its steps that it pays for
     */
    JobRow chain(Caller caller, ChainSubmission submission, MicroUsd price, int images, JobId id) {
        Instant now = clock.instant();
        Submission.Webhook webhook = submission.options().webhook();
        RequestColumns columns = new RequestColumns(
                submission.fingerprint(),
                Capability.IMAGE_TO_IMAGE,
                CHAIN,
                "",
                "",
                images,
                CHAIN,
                GenerationSpec.AUTO,
                1,
                1,
                ImageFormat.PNG,
                false,
                null,
                null,
                null,
                submission.options().metadata(),
                webhook == null ? null : webhook.url(),
                webhook == null ? null : webhook.events(),
                0,
                0);
        QuoteColumns quote = new QuoteColumns(CHAIN, price.value(), PriceUnit.CALL, price.value(), 0);
        String from = submission.resumedFrom() == null
                ? null
                : submission.resumedFrom().text();
        return row(
                caller,
                submission.surface(),
                id,
                now,
                now.plus(config.expiresAfter()),
                now.plus(FIRST_CHECK),
                columns,
                quote,
                new ChainColumns(ChainColumns.Role.CHAIN, null, submission.stopsOnFailure(), from));
    }

    private static JobRow row(
            Caller caller,
            String surface,
            JobId id,
            Instant createdAt,
            Instant expiresAt,
            Instant checkAt,
            RequestColumns request,
            QuoteColumns quote,
            ChainColumns chain) {
        return new JobRow(
                id.text(),
                caller.tenant().text(),
                caller.keyId(),
                surface,
                JobState.PENDING,
                false,
                createdAt,
                expiresAt,
                null,
                null,
                request,
                quote,
                WorkColumns.NONE,
                OutcomeColumns.NONE,
                chain,
                1,
                checkAt);
    }

    private RequestColumns columns(Submission submission) {
        GenerationSpec spec = submission.spec();
        Submission.@Nullable Webhook webhook = submission.options().webhook();
        return new RequestColumns(
                submission.fingerprint(),
                spec.capability(),
                spec.model().value(),
                RequestColumns.text(pricing.routes(submission.offer().model(), spec)),
                spec.prompt(),
                spec.images(),
                spec.quality(),
                spec.aspectRatio(),
                spec.size().width(),
                spec.size().height(),
                spec.format(),
                spec.grid(),
                spec.seed(),
                spec.parameters().equals(GenerationSpec.NONE) ? null : spec.parameters(),
                submission.options().rendering(),
                submission.options().metadata(),
                webhook == null ? null : webhook.url(),
                webhook == null ? null : webhook.events(),
                submission.inputs().size(),
                submission.options().previews());
    }
}
