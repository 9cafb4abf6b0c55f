package dev.darkroom.infra.live.check;

import dev.darkroom.infra.live.world.Job;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Order;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Signals;
import dev.darkroom.infra.live.world.TemporalView;
import io.temporal.api.history.v1.ActivityTaskStartedEventAttributes;
import io.temporal.api.history.v1.HistoryEvent;
import io.temporal.api.workflow.v1.WorkflowExecutionInfo;
import java.time.Duration;
import java.util.List;

/** A worker is told to stop while its jobs wait for their provider. The other one has them at once, without a time-out. */
public final class WorkerDrain implements Check {

    private static final int CREDIT_USD = 10;
    private static final int JOBS = 8;
    private static final Duration UNDER_WAY = Duration.ofSeconds(3);

    @Override
    public String claim() {
        return "a worker that is told to stop hands its jobs over, and no heartbeat is missed";
    }

    @Override
    public String run(Product product) {
        Crowd crowd = new Crowd(product, product.stack().tenant("drain", CREDIT_USD));
        for (int i = 0; i < JOBS; i++) {
            crowd.post(Order.plain("8s"));
        }
        Patience.sleep(UNDER_WAY);
        Signals.terminate(product.stack().ready().pids("worker").getFirst());
        String seen = crowd.endsWell();
        try (TemporalView temporal = product.temporal()) {
            List<ActivityTaskStartedEventAttributes> again = crowd.jobs().stream()
                    .flatMap(job -> repeated(temporal, job).stream())
                    .toList();
            MissException.unless(!again.isEmpty(), "no job was handed over, so nothing was shown");
            long missed = again.stream()
                    .filter(started -> started.getLastFailure().hasTimeoutFailureInfo())
                    .count();
            MissException.unlessEqual(0L, missed, "jobs that waited for a heartbeat");
            return "%d jobs were handed over; %s".formatted(again.size(), seen);
        }
    }

    /** The activities of a job that took more than one attempt. */
    private static List<ActivityTaskStartedEventAttributes> repeated(TemporalView temporal, Job job) {
        WorkflowExecutionInfo _ = temporal.closed(job.id());
        return temporal.history(job.id()).getHistory().getEventsList().stream()
                .filter(HistoryEvent::hasActivityTaskStartedEventAttributes)
                .map(HistoryEvent::getActivityTaskStartedEventAttributes)
                .filter(started -> started.getAttempt() > 1)
                .toList();
    }
}
