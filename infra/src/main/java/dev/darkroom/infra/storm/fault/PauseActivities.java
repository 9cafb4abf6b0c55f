package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.TemporalView;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * An operator holds back what several workflows are about, in the middle of it, and lets it go on a little later.
 *
 * @param jobs gives one of the jobs that were accepted last
 */
record PauseActivities(Product product, Function<Random, Optional<String>> jobs, int weight) implements Fault {

    private static final int SEVERAL = 5;
    private static final long MILLIS_MIN = 500;
    private static final long MILLIS_MAX = 12_000;
    private static final Duration RESUME_MAX = Duration.ofMinutes(2);

    @Override
    public String name() {
        return "F9 pause activities";
    }

    @Override
    public int strike(Random random) throws InterruptedException {
        List<Held> held = new ArrayList<>();
        try (TemporalView view = product.temporal()) {
            try {
                for (int i = 0; i < SEVERAL; i++) {
                    jobs.apply(random).ifPresent(job -> held.addAll(hold(view, job)));
                }
                Thread.sleep(random.nextLong(MILLIS_MIN, MILLIS_MAX));
            } finally {
                held.forEach(each -> Patience.until("an unpause", RESUME_MAX, () -> letGoOn(view, each)));
            }
        }
        return held.size();
    }

    /** An activity that was under way, or waited for its next attempt. */
    private record Held(String workflow, String activityType) {}

    /** A workflow that has ended, or is not known, or a Temporal that is away, is no fault that fired. */
    private static List<Held> hold(TemporalView view, String workflow) {
        List<Held> held = new ArrayList<>();
        try {
            for (String type : view.pendingActivities(workflow)) {
                // It may have been done and not told.
                held.add(new Held(workflow, type));
                view.pause(workflow, type);
            }
        } catch (StatusRuntimeException e) {
            return held;
        }
        return held;
    }

    /** Whether nobody holds it back any more: it goes on, or it ended meanwhile, with its workflow or without. */
    private static boolean letGoOn(TemporalView view, Held held) {
        try {
            view.unpause(held.workflow, held.activityType);
            return true;
        } catch (StatusRuntimeException e) {
            return switch (e.getStatus().getCode()) {
                case NOT_FOUND, FAILED_PRECONDITION, INVALID_ARGUMENT -> true;
                default -> false;
            };
        }
    }
}
