package dev.darkroom.infra.bench;

import dev.darkroom.infra.live.world.Folders;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Ready;
import dev.darkroom.infra.live.world.Stack;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code infra/bench}: what the product costs above a bare workflow of the same steps. */
@Command(
        name = "infra/bench",
        mixinStandardHelpOptions = true,
        description = "Measures the product beside a bare workflow of the same steps, in one run on one server.")
public final class BenchCommand implements Callable<Integer> {

    private static final int USD = 100_000;

    @Option(names = "--home", hidden = true, required = true)
    private Path home = Path.of("");

    @Option(names = "--repeats", defaultValue = "5", description = "repeats of everything (${DEFAULT-VALUE})")
    private int repeats;

    @Option(names = "--alone", defaultValue = "25", description = "jobs one at a time, each repeat (${DEFAULT-VALUE})")
    private int alone;

    @Option(names = "--jobs", defaultValue = "120", description = "jobs under load, each repeat (${DEFAULT-VALUE})")
    private int jobs;

    @Option(names = "--in-flight", defaultValue = "16", description = "jobs at a time under load (${DEFAULT-VALUE})")
    private int inFlight;

    @Option(names = "--warm-up", defaultValue = "360", description = "jobs of each side before it (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(names = "--drawn", description = "have the sandbox draw every picture, in the worker, on its CPU")
    private boolean drawn;

    @Option(names = "--split", description = "the product's API and worker in processes of their own")
    private boolean split;

    @Option(names = "--csv", paramLabel = "FILE", description = "the raw data (infra/target/bench/<time>.csv)")
    private @Nullable Path csv;

    @Option(names = "--keep", description = "keep the stack's folder afterwards")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new BenchCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = plan();
        Path folder = Files.createTempDirectory("darkroom-bench-");
        Stack stack = new Stack(
                home,
                folder,
                split ? List.of("--split") : List.of(),
                Map.of("DARKROOM_SANDBOX_DELAY", "0s", "DARKROOM_SANDBOX_PICTURES", drawn ? "drawn" : "stock"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack)));
        say("starting a stack in " + folder);
        stack.start();
        List<Batch> batches = measure(plan, stack, folder);
        stop(stack);
        if (!keep) {
            Folders.delete(folder);
        }
        return report(batches);
    }

    private Plan plan() {
        try {
            return new Plan(repeats, alone, jobs, inFlight, warmUp);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Batch> measure(Plan plan, Stack stack, Path folder) throws IOException, InterruptedException {
        Ready ready = stack.ready();
        MissException.unless(
                !ready.text("temporal").isEmpty(), "a Temporal in memory is no measure; install the Temporal CLI");
        String key = stack.tenant("bench", USD).key();
        List<Long> own = Stream.of("api", "worker")
                .flatMap(part -> ready.pids(part).stream())
                .distinct()
                .toList();
        List<Long> servers = Stream.of("temporal", "database")
                .flatMap(part -> ready.pids(part).stream())
                .toList();
        URI uri = URI.create(ready.text("api") + "/v1/images/generations");
        try (BareServer bare = BareServer.start(ready, folder);
                Ends ends = new Ends(ready)) {
            Target product = new Target(Side.PRODUCT, uri, key, own);
            return new Bench(plan, new Load(new Caller(ends), servers), product, bare.target(key), this::say).run();
        }
    }

    private int report(List<Batch> batches) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        new ResultTable(batches, inFlight, drawn).lines().forEach(out::println);
        Path file = write(batches);
        int lost = batches.stream().mapToInt(batch -> batch.failures().size()).sum();
        out.printf("%nraw data: %s%n", file);
        if (lost > 0) {
            out.printf("%d jobs failed or were lost%n", lost);
        }
        out.flush();
        return lost == 0 ? 0 : 1;
    }

    private Path write(List<Batch> batches) throws IOException {
        String time = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss").format(LocalDateTime.now(ZoneOffset.UTC));
        Path file = csv == null ? home.resolve("infra/target/bench/%s.csv".formatted(time)) : csv;
        Files.createDirectories(file.toAbsolutePath().resolveSibling(""));
        List<String> lines = new ArrayList<>(List.of(Sample.CSV_HEADER));
        batches.forEach(batch -> batch.samples().stream().map(Sample::csv).forEach(lines::add));
        return Files.write(file, lines);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("  " + line);
        out.flush();
    }

    private static void stop(Stack stack) {
        synchronized (stack) {
            if (stack.isReady()) {
                var _ = stack.stop();
            }
        }
    }
}
