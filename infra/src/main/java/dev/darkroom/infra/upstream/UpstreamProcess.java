package dev.darkroom.infra.upstream;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process of its own: the upstreams of a local stack. */
public final class UpstreamProcess {

    private static final Duration DELAY = Duration.ofSeconds(1);

    private UpstreamProcess() {}

    /**
     * What it is to be started with.
     *
     * @param log the file to which a line for each request is added
     */
    public static List<String> arguments(int port, Path log) {
        return List.of(UpstreamProcess.class.getName(), Integer.toString(port), log.toString());
    }

    /**
     * Runs until the process is ended.
     *
     * @param args as {@link #arguments} makes them
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        try (UpstreamServer _ = UpstreamServer.open(Integer.parseInt(args[0]), Path.of(args[1]), DELAY)) {
            new CountDownLatch(1).await();
        }
    }
}
