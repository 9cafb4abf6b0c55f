package dev.darkroom.activities.activity;

import dev.darkroom.activities.job.Chains;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.workflows.contract.ActivityTimeouts;
import dev.darkroom.workflows.contract.AlreadyEnded;
import dev.darkroom.workflows.contract.ChainActivities;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.Optional;

/** The movements of money of chains, as local activities. */
public final class ChainActivitiesImpl implements ChainActivities {

    private final Charging charging;
    private final Chains chains;
    private final ActivityTimeouts timeouts;

    /** @param timeouts what every chain is told to let its activities take */
    public ChainActivitiesImpl(Charging charging, Chains chains, ActivityTimeouts timeouts) {
        this.charging = charging;
        this.chains = chains;
        this.timeouts = timeouts;
    }

    @Override
    public ChainReply debitChain(ChainRequest request) {
        return ActivityFailures.translating(() -> reply(charging.charge(request.chain())));
    }

    @Override
    public CloseReply closeChain(CloseRequest request) {
        return ActivityFailures.translating(() -> switch (chains.close(request.chain(), request.reason())) {
            case Chains.Close.Closed closed -> closed(closed);
            case Chains.Close.Open(var steps) -> new StepsOpen(steps);
            case Chains.Close.NoChain() -> new ChainClosed(null, MicroUsd.ZERO, MicroUsd.ZERO, null, null);
        });
    }

    private ChainReply reply(Optional<JobRow> row) {
        return row.<ChainReply>map(
                        found -> found.state().isTerminal() ? new AlreadyEnded(found.state()) : charged(found))
                .orElse(new AlreadyEnded(null));
    }

    private ChainCharged charged(JobRow chain) {
        return new ChainCharged(
                chain.quote().price(),
                Boolean.TRUE.equals(chain.chain().stops()),
                chains.steps(chain.jobId()).stream()
                        .map(ChainActivitiesImpl::step)
                        .toList(),
                timeouts);
    }

    private static ChainStep step(Chains.Step step) {
        return new ChainStep(
                step.name(),
                new ModelId(step.job().request().model()),
                step.job().jobId(),
                step.job().quote().price(),
                step.sources(),
                step.job().state().isTerminal() ? SourceActivitiesImpl.end(step.job()) : null);
    }

    private static ChainClosed closed(Chains.Close.Closed closed) {
        JobRow chain = closed.chain();
        return new ChainClosed(
                chain.state(),
                new MicroUsd(chain.outcome().charged()),
                new MicroUsd(chain.outcome().refunded()),
                chain.outcome().failure(),
                closed.notice().orElse(null));
    }
}
