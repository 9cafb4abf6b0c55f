package dev.darkroom.activities.activity;

import dev.darkroom.activities.generation.Pulse;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import io.temporal.activity.Activity;
import io.temporal.activity.ActivityExecutionContext;
import io.temporal.client.ActivityCompletionException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The pulse of an attempt: beats are heartbeats. They carry the ticket once there is one, so that a beat never wipes
 * out what an earlier one reported.
 */
final class ActivityPulse implements Pulse {

    private final ActivityExecutionContext context = Activity.getExecutionContext();
    private volatile @Nullable ProviderTicket ticket =
            context.getHeartbeatDetails(ProviderTicket.class).orElse(null);

    @Override
    public int attempt() {
        return context.getInfo().getAttempt();
    }

    @Override
    public Optional<ProviderTicket> reported() {
        return Optional.ofNullable(ticket);
    }

    @Override
    public void report(ProviderTicket reported) {
        ticket = reported;
        boolean _ = tryBeat();
    }

    @Override
    public boolean tryBeat() {
        try {
            beat();
            return true;
        } catch (ActivityCompletionException e) {
            return false;
        }
    }

    @Override
    public void beat() {
        context.heartbeat(ticket);
    }
}
