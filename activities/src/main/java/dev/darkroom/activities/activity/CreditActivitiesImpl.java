package dev.darkroom.activities.activity;

import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobInputs;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Previews;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.workflows.contract.ActivityTimeouts;
import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.CreditActivities;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.Optional;

/** The movements of money, as local activities. */
public final class CreditActivitiesImpl implements CreditActivities {

    private static final Settled NO_JOB = new Settled(null, 0, MicroUsd.ZERO, MicroUsd.ZERO, null, null, null);

    private final Charging charging;
    private final JobInputs inputs;
    private final Settlements settlements;
    private final Previews previews;
    private final ActivityTimeouts timeouts;

    /** @param timeouts what every charged job is told to let its activities take */
    public CreditActivitiesImpl(
            Charging charging,
            JobInputs inputs,
            Settlements settlements,
            Previews previews,
            ActivityTimeouts timeouts) {
        this.charging = charging;
        this.inputs = inputs;
        this.settlements = settlements;
        this.previews = previews;
        this.timeouts = timeouts;
    }

    @Override
    public DebitReply debitCredits(DebitRequest request) {
        return ActivityFailures.translating(() -> reply(charging.charge(request.job())));
    }

    @Override
    public Settled settleCredits(SettleRequest request) {
        return ActivityFailures.translating(() -> {
            Optional<Settlements.Ended> ended = settlements.end(request.job(), request.ending());
            ended.map(Settlements.Ended::row).ifPresent(previews::dropSoon);
            return ended.map(CreditActivitiesImpl::settled).orElse(NO_JOB);
        });
    }

    private DebitReply reply(Optional<JobRow> row) {
        return row.<DebitReply>map(
                        found -> found.state().isTerminal() ? new AlreadyEnded(found.state()) : charged(found))
                .orElse(new AlreadyEnded(null));
    }

    private Charged charged(JobRow row) {
        JobInputs.Pending pending = inputs.pending(row);
        return new Charged(
                new ModelId(row.request().model()),
                row.request().images(),
                row.quote().price(),
                row.request().routeList(),
                timeouts,
                pending.awaitsSources(),
                pending.fetches());
    }

    private static Settled settled(Settlements.Ended ended) {
        JobRow row = ended.row();
        return new Settled(
                row.state(),
                row.outcome().delivered(),
                new MicroUsd(row.outcome().charged()),
                new MicroUsd(row.outcome().refunded()),
                row.outcome().failure(),
                row.outcome().deliveredImages().stream().map(Stored::index).toList(),
                ended.notice().orElse(null));
    }
}
