package dev.darkroom.infra.storm;

import dev.darkroom.infra.evidence.EvidenceLog;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.storm.fault.Nemesis;
import dev.darkroom.infra.storm.fault.Targets;
import dev.darkroom.infra.storm.traffic.Clientele;
import dev.darkroom.infra.storm.traffic.StormSink;
import dev.darkroom.infra.storm.traffic.Traffic;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Rounds of traffic and faults on one product, each followed by quiet and a judgement. */
final class Storm implements AutoCloseable {

    private static final Duration INSIST_MAX = Duration.ofMinutes(2);

    private final Product product;
    private final Plan plan;
    private final EvidenceLog client;
    private final EvidenceLog sinkLog;
    private final StormSink sink;
    private final Clientele clientele;
    private final Judge judge;

    /** Makes the callers and the receiver. */
    Storm(Product product, Path evidence, Plan plan, long seed) throws IOException {
        this.product = product;
        this.plan = plan;
        client = new EvidenceLog(evidence.resolve("client.jsonl"));
        sinkLog = new EvidenceLog(evidence.resolve("sink.jsonl"));
        sink = new StormSink(sinkLog, seed);
        clientele = Clientele.of(product.stack());
        judge = new Judge(product, evidence);
    }

    /** One round. */
    RoundResult round(long seed) throws InterruptedException {
        long began = System.nanoTime();
        Traffic traffic = new Traffic(product, clientele, client, sink, seed);
        Targets targets = new Targets(product, traffic, sink, plan.clocks(), plan.links(), plan.disk());
        Nemesis nemesis = new Nemesis(targets, plan.only(), seed + 1);
        List<String> broken = new ArrayList<>();
        try (ExecutorService both = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> callers = both.submit(() -> {
                traffic.run(plan.length(), plan.jobsPerSecond());
                return null;
            });
            Future<?> breaking = both.submit(() -> {
                nemesis.rage(plan.length());
                return null;
            });
            outcome(callers, "the callers", broken);
            outcome(breaking, "the nemesis", broken);
        }
        long healed = System.nanoTime();
        int unanswered = traffic.insist(INSIST_MAX);
        if (unanswered > 0) {
            broken.add("%d requests have no answer".formatted(unanswered));
        }
        Duration quiet = Duration.ZERO;
        try {
            judge.awaitQuiet();
            quiet = Duration.ofNanos(System.nanoTime() - healed);
            traffic.missingPictures().forEach(missing -> broken.add("no picture came of " + missing));
            broken.addAll(judge.broken(Duration.ofNanos(System.nanoTime() - began)));
        } catch (MissException e) {
            broken.add(String.valueOf(e.getMessage()));
        }
        return new RoundResult(seed, nemesis.fired(), traffic.accepted(), judge.states(), quiet, broken);
    }

    private static void outcome(Future<?> part, String who, List<String> broken) throws InterruptedException {
        try {
            part.get();
        } catch (ExecutionException e) {
            broken.add("%s failed: %s".formatted(who, e.getCause()));
        }
    }

    @Override
    public void close() throws IOException {
        sink.close();
        client.close();
        sinkLog.close();
    }
}
