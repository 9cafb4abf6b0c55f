package dev.darkroom.infra.storm.fault;

import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.TemporalView;
import io.grpc.StatusRuntimeException;
import io.temporal.client.WorkflowException;
import io.temporal.client.WorkflowNotFoundException;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * What an operator does to workflows in the UI, once or to several at once.
 *
 * @param click the name of what is done
 * @param jobs gives one of the jobs that were accepted last
 */
record Clicks(Product product, Click click, Function<Random, Optional<String>> jobs, int weight) implements Fault {

    private static final int SEVERAL = 5;

    /** What can be done to a workflow. */
    enum Click {
        CANCEL,
        TERMINATE,
        RESET,
        DELETE
    }

    @Override
    public String name() {
        return "F9 " + click.name().toLowerCase(java.util.Locale.ROOT);
    }

    @Override
    public int strike(Random random) {
        int fired = 0;
        int times = random.nextInt(4) == 0 ? SEVERAL : 1;
        try (TemporalView view = product.temporal()) {
            for (int i = 0; i < times; i++) {
                Optional<String> job = jobs.apply(random);
                if (job.isPresent() && clicked(view, job.get())) {
                    fired++;
                }
            }
        }
        return fired;
    }

    /** A workflow that has ended, or is not known, or a Temporal that is away, is no fault that fired. */
    private boolean clicked(TemporalView view, String job) {
        try {
            switch (click) {
                case CANCEL -> view.cancel(job);
                case TERMINATE -> view.terminate(job);
                case RESET -> view.reset(job);
                case DELETE -> view.delete(job);
            }
            return true;
        } catch (StatusRuntimeException | WorkflowNotFoundException e) {
            return false;
        } catch (WorkflowException | java.util.NoSuchElementException e) {
            return false;
        }
    }
}
