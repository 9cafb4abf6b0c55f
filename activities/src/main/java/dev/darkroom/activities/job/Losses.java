package dev.darkroom.activities.job;

import dev.darkroom.activities.provider.Billing;
import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.Verdict;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.Set;

/** What a job costs us that its caller does not pay: images that its provider bills for and that were not delivered. */
@Singleton
final class Losses {

    // An image that is missing for one of these was never made, as far as anybody knows.
    private static final Set<FailureKind> NOT_MADE =
            Set.of(FailureKind.EMPTY_RESULT, FailureKind.CANCELED, FailureKind.EXPIRED);

    private final ProviderCatalog providers;

    Losses(ProviderCatalog providers) {
        this.providers = providers;
    }

    /**
     * What is lost.
     *
     * @param row the job before its end
     */
    MicroUsd of(JobRow row, JobEnding ending, Verdict verdict) {
        Integer route = row.work().route();
        if (route == null || !isTaken(row, ending)) {
            return MicroUsd.ZERO;
        }
        Billing billing = billing(row.request().routeList().get(route));
        int lost = billed(billing.from(), row, verdict) - paid(row, verdict);
        return billing.perImage().times(Math.max(0, lost));
    }

    /** Whether the provider has the job; where nobody knows, it is taken to have it. */
    private static boolean isTaken(JobRow row, JobEnding ending) {
        return row.work().ticket() != null
                || ending.equals(new JobEnding.Failed(FailureKind.OUTCOME_UNKNOWN))
                || ending.equals(new JobEnding.Failed(FailureKind.INTERRUPTED));
    }

    /** A provider that this installation no longer has bills what nobody here knows. */
    private Billing billing(Route route) {
        ProviderId id = route.provider();
        Optional<ImageProvider> provider = providers.find(id);
        return provider.map(known -> known.billing(route)).orElse(Billing.NOTHING);
    }

    private static int billed(Billing.Moment from, JobRow row, Verdict verdict) {
        int asked = row.request().images();
        int made = made(verdict);
        return switch (from) {
            case NEVER -> 0;
            case ACCEPTED -> asked;
            case STARTED -> made > 0 || hasBegun(row, verdict) ? asked : 0;
            case COMPLETED -> made;
        };
    }

    /** Only a job that was canceled is known not to have been worked on: no progress was told of it. */
    private static boolean hasBegun(JobRow row, Verdict verdict) {
        return row.work().progress() > 0 || verdict.failure() != FailureKind.CANCELED;
    }

    private static int made(Verdict verdict) {
        long withheldOrLost = verdict.missing().stream()
                .filter(image -> !NOT_MADE.contains(image.kind()))
                .count();
        return verdict.delivered().size() + Math.toIntExact(withheldOrLost);
    }

    /** A price for the whole call pays for all images once one of them is delivered. */
    private static int paid(JobRow row, Verdict verdict) {
        int delivered = verdict.delivered().size();
        return row.quote().per() == PriceUnit.CALL && delivered > 0
                ? row.request().images()
                : delivered;
    }
}
