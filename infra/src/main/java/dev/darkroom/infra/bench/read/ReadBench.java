package dev.darkroom.infra.bench.read;

import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Reads a task, the static file and a page in turns, so that what else the machine does meets all three. */
public final class ReadBench {

    static final String FILE = "/docs/favicon-32x32.png";

    private static final int WARM_UP_TURNS = 3;

    private final ReadPlan plan;
    private final ReadLoad load;
    private final Consumer<String> say;

    /**
     * Describes a run; nothing is read.
     *
     * @param product the product's processes
     * @param servers the processes of Temporal and the database
     * @param say hears of each batch
     */
    public ReadBench(ReadPlan plan, List<Long> product, List<Long> servers, Consumer<String> say) {
        this.plan = plan;
        this.say = say;
        load = new ReadLoad(product, servers);
    }

    /**
     * Makes what is read, then reads it.
     *
     * @param api the base URL of the server
     * @param tenant who has no jobs yet
     * @throws IOException where a read is not answered with 200
     */
    public ReadResult run(String api, Tenant tenant) throws IOException, InterruptedException {
        FinishedTasks tasks = new FinishedTasks(api, tenant);
        String task = tasks.make();
        List<Get> gets = List.of(
                new Get(Resource.TASK, URI.create(task), tenant.key()),
                new Get(Resource.FILE, URI.create(api + FILE), null),
                new Get(Resource.LIST, URI.create(tasks.page()), tenant.key()));
        return new ReadResult(run(gets), plan.inFlight());
    }

    /**
     * All batches of these, the warm-up too, in the order in which they ran. The yardstick is in the middle, and so right
     * before or after each of the others.
     */
    List<ReadBatch> run(List<Get> gets) throws IOException, InterruptedException {
        List<ReadBatch> batches = new ArrayList<>();
        for (int turn = 1; turn <= WARM_UP_TURNS && plan.warmUp() > 0; turn++) {
            Duration time = Duration.ofSeconds(plan.warmUp()).dividedBy(WARM_UP_TURNS);
            batches.addAll(turn(gets, Phase.WARM_UP, turn, time, plan.inFlight()));
        }
        for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
            batches.addAll(turn(gets, Phase.LONE, repeat, plan.lone(), 1));
            batches.addAll(turn(gets, Phase.LOADED, repeat, plan.loaded(), plan.inFlight()));
        }
        return batches;
    }

    private List<ReadBatch> turn(List<Get> gets, Phase phase, int repeat, Duration time, int inFlight)
            throws IOException, InterruptedException {
        List<ReadBatch> batches = new ArrayList<>();
        for (Get get : repeat % 2 == 1 ? gets : gets.reversed()) {
            ReadBatch batch = load.run(get, phase, repeat, time, inFlight);
            batches.add(batch);
            say.accept(String.format(
                    Locale.ROOT,
                    "%-8s %-12s %d: %d reads in %.1f s",
                    phase.name().toLowerCase(Locale.ROOT),
                    get.resource().label(),
                    repeat,
                    batch.reads(),
                    batch.seconds()));
        }
        return batches;
    }
}
