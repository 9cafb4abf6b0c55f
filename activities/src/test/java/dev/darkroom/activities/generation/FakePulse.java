package dev.darkroom.activities.generation;

import dev.darkroom.workflows.domain.job.ProviderTicket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pulse that a test can look at, and stop. */
final class FakePulse implements Pulse {

    final List<ProviderTicket> reports = new ArrayList<>();
    int attempt = 1;
    int beats;
    int stopAfter = Integer.MAX_VALUE;

    @Nullable
    ProviderTicket before;

    /** What a beat throws once the attempt is no longer wanted. */
    static final class StoppedException extends RuntimeException {}

    @Override
    public int attempt() {
        return attempt;
    }

    @Override
    public Optional<ProviderTicket> reported() {
        return Optional.ofNullable(before);
    }

    @Override
    public void report(ProviderTicket ticket) {
        reports.add(ticket);
    }

    @Override
    public boolean tryBeat() {
        return beats <= stopAfter;
    }

    @Override
    public void beat() {
        if (++beats > stopAfter) {
            throw new StoppedException();
        }
    }
}
