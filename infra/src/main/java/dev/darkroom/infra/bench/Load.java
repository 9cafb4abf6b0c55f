package dev.darkroom.infra.bench;

import dev.darkroom.infra.bench.figure.CpuWatch;
import dev.darkroom.infra.bench.figure.Phase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Keeps a number of jobs in flight until enough have been made. */
final class Load {

    private static final Duration SETTLE = Duration.ofMillis(300);
    private static final double NANOS_PER_SECOND = 1e9;

    private final Caller caller;
    private final List<Long> servers;

    /** @param servers the processes of Temporal and the database */
    Load(Caller caller, List<Long> servers) {
        this.caller = caller;
        this.servers = List.copyOf(servers);
    }

    /** Runs a batch to its end, then lets what is left of it run out, so that its CPU is counted. */
    Batch run(Target target, Phase phase, int repeat, int jobs, int inFlight) throws InterruptedException {
        List<Sample> samples = Collections.synchronizedList(new ArrayList<>());
        List<String> failures = Collections.synchronizedList(new ArrayList<>());
        AtomicInteger left = new AtomicInteger(jobs);
        CpuWatch own = CpuWatch.start(target.processes());
        CpuWatch others = CpuWatch.start(servers);
        long started = System.nanoTime();
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int lane = 0; lane < inFlight; lane++) {
                lanes.execute(() -> {
                    while (left.getAndDecrement() > 0) {
                        try {
                            samples.add(caller.run(target, phase, repeat));
                        } catch (LostJobException e) {
                            failures.add(String.valueOf(e.getMessage()));
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                            return;
                        }
                    }
                });
            }
        }
        double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
        Thread.sleep(SETTLE);
        return new Batch(target.side(), phase, repeat, samples, failures, seconds, own.seconds(), others.seconds());
    }
}
