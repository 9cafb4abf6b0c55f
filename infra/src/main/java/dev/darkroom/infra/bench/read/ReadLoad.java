package dev.darkroom.infra.bench.read;

import dev.darkroom.infra.bench.figure.CpuWatch;
import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.bench.figure.Statistics;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.DoubleStream;

/** Keeps a number of reads in flight for a time: each connection sends its next request when it has its answer. */
final class ReadLoad {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;

    private final List<Long> product;
    private final List<Long> servers;

    /**
     * Knows whose CPU time is told.
     *
     * @param product the product's processes
     * @param servers the processes of Temporal and the database
     */
    ReadLoad(List<Long> product, List<Long> servers) {
        this.product = List.copyOf(product);
        this.servers = List.copyOf(servers);
    }

    /**
     * Reads for that time.
     *
     * @throws IOException where an answer is not 200: then there is nothing to compare
     */
    ReadBatch run(Get get, Phase phase, int repeat, Duration time, int inFlight)
            throws IOException, InterruptedException {
        byte[] request = get.bytes();
        List<Connection> connections = new ArrayList<>();
        try (ExecutorService lanes = Executors.newFixedThreadPool(inFlight)) {
            for (int lane = 0; lane < inFlight; lane++) {
                connections.add(new Connection(get.uri()));
            }
            CpuWatch ofProduct = CpuWatch.start(product);
            CpuWatch ofServers = CpuWatch.start(servers);
            CpuWatch ofCaller = CpuWatch.start(List.of(ProcessHandle.current().pid()));
            long started = System.nanoTime();
            long until = started + time.toNanos();
            List<Callable<double[]>> work = connections.stream()
                    .<Callable<double[]>>map(connection -> () -> read(connection, request, until))
                    .toList();
            double[] millis = all(lanes.invokeAll(work));
            double seconds = (System.nanoTime() - started) / NANOS_PER_SECOND;
            return new ReadBatch(
                    get.resource(),
                    phase,
                    repeat,
                    millis.length,
                    seconds,
                    Statistics.percentile(50, millis),
                    Statistics.percentile(99, millis),
                    ofProduct.seconds(),
                    ofServers.seconds(),
                    ofCaller.seconds());
        } finally {
            for (Connection connection : connections) {
                connection.close();
            }
        }
    }

    /** Reads at least once. */
    private static double[] read(Connection connection, byte[] request, long until) throws IOException {
        DoubleStream.Builder millis = DoubleStream.builder();
        long begun = System.nanoTime();
        do {
            connection.exchange(request);
            long ended = System.nanoTime();
            millis.add((ended - begun) / NANOS_PER_MILLI);
            begun = ended;
        } while (begun < until);
        return millis.build().toArray();
    }

    private static double[] all(List<Future<double[]>> lanes) throws IOException, InterruptedException {
        List<double[]> all = new ArrayList<>();
        for (Future<double[]> lane : lanes) {
            try {
                all.add(lane.get());
            } catch (ExecutionException e) {
                throw new IOException("a read failed", e.getCause());
            }
        }
        return all.stream().flatMapToDouble(DoubleStream::of).toArray();
    }
}
