package dev.darkroom.infra.bench;

import dev.darkroom.infra.bench.figure.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Runs both sides in turns, so that what else the machine does meets both. */
final class Bench {

    private static final int WARM_UP_TURNS = 3;

    private final Plan plan;
    private final Load load;
    private final List<Target> sides;
    private final Consumer<String> say;

    Bench(Plan plan, Load load, Target product, Target bare, Consumer<String> say) {
        this.plan = plan;
        this.load = load;
        sides = List.of(product, bare);
        this.say = say;
    }

    /** Everything, the warm-up too, in the order in which it ran. */
    List<Batch> run() throws InterruptedException {
        List<Batch> batches = new ArrayList<>();
        for (int turn = 1; turn <= WARM_UP_TURNS && plan.warmUp() > 0; turn++) {
            int jobs = Math.ceilDiv(plan.warmUp(), WARM_UP_TURNS);
            both(batches, Phase.WARM_UP, turn, jobs, plan.inFlight());
        }
        for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
            both(batches, Phase.LONE, repeat, plan.alone(), 1);
            both(batches, Phase.LOADED, repeat, plan.jobs(), plan.inFlight());
        }
        return batches;
    }

    /** Who begins changes from repeat to repeat. */
    private void both(List<Batch> batches, Phase phase, int repeat, int jobs, int inFlight)
            throws InterruptedException {
        for (Target side : repeat % 2 == 1 ? sides : sides.reversed()) {
            Batch batch = load.run(side, phase, repeat, jobs, inFlight);
            batches.add(batch);
            say.accept(String.format(
                    Locale.ROOT,
                    "%-8s %-8s %d: %d jobs in %.1f s%s",
                    phase.name().toLowerCase(Locale.ROOT),
                    side.side().name().toLowerCase(Locale.ROOT),
                    repeat,
                    batch.samples().size(),
                    batch.seconds(),
                    batch.failures().isEmpty()
                            ? ""
                            : ", %d LOST: %s"
                                    .formatted(
                                            batch.failures().size(),
                                            batch.failures().getFirst())));
        }
    }
}
