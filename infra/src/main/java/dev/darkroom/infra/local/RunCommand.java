package dev.darkroom.infra.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code infra/run}: starts the stack, stays, and stops it. */
@Command(
        name = "infra/run",
        mixinStandardHelpOptions = true,
        version = "Darkroom 0.1.0",
        description = "Starts everything that Darkroom needs on this machine, and stays until it is stopped.")
public final class RunCommand implements Callable<Integer> {

    private static final int PROCESSES_MAX = 8;
    private static final int PORT_MAX = 65_535;
    private static final Pattern HEAP = Pattern.compile("[1-9][0-9]{0,5}[mg]");

    @Option(names = "--home", hidden = true, required = true)
    private Path home = Path.of("");

    @Option(names = "--port", defaultValue = "8080", description = "port of the API (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "folder for all that it keeps (default: .darkroom in the source tree)")
    private @Nullable Path data;

    @Option(names = "--fresh", description = "forget what is in the data folder")
    private boolean fresh;

    @Option(names = "--split", description = "API and worker in processes of their own")
    private boolean split;

    @Option(names = "--apis", paramLabel = "N", defaultValue = "1", description = "API processes, with --split")
    private int apis;

    @Option(names = "--workers", paramLabel = "N", defaultValue = "1", description = "worker processes, with --split")
    private int workers;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "512m",
            description = "heap of each API and worker, like 256m or 1g (default: ${DEFAULT-VALUE})")
    private String heap = "";

    @Option(names = "--clock-library", hidden = true)
    private @Nullable Path clockLibrary;

    @Option(names = "--memory", description = "run Temporal in memory although there is a server")
    private boolean memory;

    @Option(
            names = "--upstreams",
            description = "a simulator of the providers too, which misbehaves when asked to (infra/docs/providers.md)")
    private boolean upstreams;

    @Option(
            names = "--links",
            description = "a proxy on each connection of the APIs and workers, to be cut at will (infra/docs/trust.md)")
    private boolean links;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new RunCommand()).execute(args));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!split && (apis != 1 || workers != 1)) {
            throw new ParameterException(spec.commandLine(), "--apis and --workers need --split");
        }
        if (apis < 1 || apis > PROCESSES_MAX || workers < 1 || workers > PROCESSES_MAX) {
            throw new ParameterException(spec.commandLine(), "--apis and --workers are 1 to " + PROCESSES_MAX);
        }
        if (port < 1 || port > PORT_MAX) {
            throw new ParameterException(spec.commandLine(), "--port is 1 to " + PORT_MAX);
        }
        if (!HEAP.matcher(heap).matches()) {
            throw new ParameterException(
                    spec.commandLine(), "--heap is a number of megabytes or gigabytes, like 512m or 1g");
        }
        PrintWriter out = spec.commandLine().getOut();
        Instant started = Instant.now();
        Path folder = data == null ? home.resolve(".darkroom") : data;
        StackOptions options = new StackOptions(
                home, port, folder, fresh, split, apis, workers, heap, memory, clockLibrary, upstreams, links);
        LocalStack stack;
        try {
            stack = new LocalStack(options, line -> say(out, line));
        } catch (CannotStartException e) {
            return refuse(e);
        }
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            say(out, "stopping …");
            stack.close();
            say(out, "stopped");
            stopped.countDown();
        }));
        try {
            Screen screen = stack.start();
            out.print(screen.text(Duration.between(started, Instant.now())));
            out.flush();
        } catch (CannotStartException e) {
            return refuse(e);
        }
        stopped.await();
        return 0;
    }

    private int refuse(CannotStartException e) {
        spec.commandLine().getErr().println("infra/run: " + e.getMessage());
        return 1;
    }

    private static void say(PrintWriter out, String line) {
        synchronized (out) {
            out.println("  " + line);
            out.flush();
        }
    }
}
