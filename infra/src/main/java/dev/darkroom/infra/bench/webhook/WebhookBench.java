package dev.darkroom.infra.bench.webhook;

import dev.darkroom.infra.bench.bare.hop.Hops;
import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Ready;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.net.URI;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Webhooks one at a time and bare hops in turns; then webhooks and jobs beside a receiver that hangs, and without. */
public final class WebhookBench {

    // Two names of one machine: how many calls a host has at once is limited, and the two are not to share that.
    private static final String HOST = "127.0.0.1";
    private static final String HOLE_HOST = "localhost";

    private final WebhookPlan plan;
    private final Ready ready;
    private final URI hops;
    private final Generation generation;
    private final Consumer<String> say;
    private final List<WebhookBatch> batches = new ArrayList<>();

    /**
     * Describes a run; nothing is sent.
     *
     * @param hops where the bare process measures hops
     * @param generation makes jobs of the tenant whose webhooks are watched
     * @param say hears of each batch
     */
    public WebhookBench(WebhookPlan plan, Ready ready, URI hops, Generation generation, Consumer<String> say) {
        this.plan = plan;
        this.ready = ready;
        this.hops = hops;
        this.generation = generation;
        this.say = say;
    }

    /**
     * Runs all of it.
     *
     * @param tenant whose webhooks are watched
     * @param neighbour whose receiver hangs at times
     */
    public WebhookResult run(Tenant tenant, Tenant neighbour) throws IOException, InterruptedException {
        Ended ended = new Ended(ready.text("jdbc"), ready.text("db_user"), ready.text("db_password"));
        String api = ready.text("api");
        try (Sink sink = new Sink(HOST);
                Sink hole = new Sink(HOLE_HOST)) {
            Asker asker = new Asker(api, tenant, sink);
            warmUp(asker, ended);
            latency(asker, ended);
            hole(new HoleBench(new Asker(api, neighbour, hole), hole, asker, generation, ended));
        } catch (SQLException e) {
            throw new MissException("the database: " + e.getMessage());
        }
        return new WebhookResult(batches, plan.inFlight());
    }

    private void warmUp(Asker asker, Ended ended) throws InterruptedException, SQLException {
        if (plan.warmUp() == 0) {
            return;
        }
        Deliveries deliveries = new Deliveries();
        AtomicInteger left = new AtomicInteger(plan.warmUp());
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int lane = 0; lane < plan.inFlight(); lane++) {
                lanes.execute(() -> {
                    try {
                        while (left.getAndDecrement() > 0) {
                            deliveries.one(asker);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
            }
        }
        add(deliveries.batch(Kind.WEBHOOK, Phase.WARM_UP, 1, ended));
        BareHops bare = new BareHops(hops);
        int each = Math.ceilDiv(plan.warmUp(), Hops.values().length);
        for (Hops kind : Hops.values()) {
            add(bare.run(kind, Phase.WARM_UP, 1, each));
        }
    }

    /** Who begins changes from repeat to repeat. */
    private void latency(Asker asker, Ended ended) throws InterruptedException, SQLException {
        BareHops bare = new BareHops(hops);
        for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
            boolean webhooksLast = repeat % 2 == 0;
            if (!webhooksLast) {
                add(webhooks(asker, ended, repeat));
            }
            for (Hops kind : Hops.values()) {
                add(bare.run(kind, Phase.LONE, repeat, plan.alone()));
            }
            if (webhooksLast) {
                add(webhooks(asker, ended, repeat));
            }
        }
    }

    private WebhookBatch webhooks(Asker asker, Ended ended, int repeat) throws InterruptedException, SQLException {
        Deliveries deliveries = new Deliveries();
        for (int i = 0; i < plan.alone(); i++) {
            deliveries.one(asker);
        }
        return deliveries.batch(Kind.WEBHOOK, Phase.LONE, repeat, ended);
    }

    private void hole(HoleBench bench) throws InterruptedException, SQLException {
        List<Kind> sides = List.of(Kind.BESIDE_HEALTHY, Kind.BESIDE_HOLE);
        for (int repeat = 1; repeat <= plan.repeats(); repeat++) {
            for (Kind side : repeat % 2 == 1 ? sides : sides.reversed()) {
                add(bench.run(side, repeat, plan.watched()));
            }
        }
    }

    private void add(WebhookBatch batch) {
        batches.add(batch);
        say.accept(batch.told());
    }
}
