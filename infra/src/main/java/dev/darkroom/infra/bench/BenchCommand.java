package dev.darkroom.infra.bench;

import dev.darkroom.infra.bench.figure.Phase;
import dev.darkroom.infra.bench.read.ReadBench;
import dev.darkroom.infra.bench.read.ReadPlan;
import dev.darkroom.infra.bench.read.ReadResult;
import dev.darkroom.infra.bench.webhook.Generation;
import dev.darkroom.infra.bench.webhook.WebhookBench;
import dev.darkroom.infra.bench.webhook.WebhookPlan;
import dev.darkroom.infra.bench.webhook.WebhookResult;
import dev.darkroom.infra.live.world.Folders;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Ready;
import dev.darkroom.infra.live.world.Stack;
import dev.darkroom.infra.live.world.Tenant;
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
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code infra/bench}: what a job, a read and a webhook cost above something that does as little as can be done. */
@Command(
        name = "infra/bench",
        mixinStandardHelpOptions = true,
        description = "Measures the product beside a bare workflow of the same steps, in one run on one server;"
                + " its reads beside a static file that it serves; and its webhooks beside bare hops.")
public final class BenchCommand implements Callable<Integer> {

    private static final int USD = 100_000;
    private static final int SHOWN_MAX = 10;

    @Option(names = "--home", hidden = true, required = true)
    private Path home = Path.of("");

    @Option(names = "--only", paramLabel = "PART", description = "jobs, reads or webhooks (all)")
    private @Nullable Part only;

    @Option(names = "--repeats", defaultValue = "5", description = "repeats of everything (${DEFAULT-VALUE})")
    private int repeats;

    @Option(
            names = "--alone",
            defaultValue = "25",
            description = "jobs, or webhooks, one at a time, each repeat (${DEFAULT-VALUE})")
    private int alone;

    @Option(names = "--jobs", defaultValue = "120", description = "jobs under load, each repeat (${DEFAULT-VALUE})")
    private int jobs;

    @Option(
            names = "--in-flight",
            defaultValue = "16",
            description = "jobs, or reads, at a time under load (${DEFAULT-VALUE})")
    private int inFlight;

    @Option(names = "--warm-up", defaultValue = "360", description = "jobs of each side before it (${DEFAULT-VALUE})")
    private int warmUp;

    @Option(
            names = "--read-seconds",
            defaultValue = "0.9",
            description = "of reads under load, each kind and repeat (${DEFAULT-VALUE})")
    private double readSeconds;

    @Option(
            names = "--read-warm-up",
            defaultValue = "14",
            description = "seconds of each kind of read before it (${DEFAULT-VALUE})")
    private int readWarmUp;

    @Option(
            names = "--hole-seconds",
            defaultValue = "15",
            description = "of webhooks beside a receiver that hangs, and without, each repeat (${DEFAULT-VALUE})")
    private int holeSeconds;

    @Option(names = "--drawn", description = "have the sandbox draw every picture, in the worker, on its CPU")
    private boolean drawn;

    @Option(names = "--split", description = "the product's API and worker in processes of their own")
    private boolean split;

    @Option(names = "--csv", paramLabel = "FOLDER", description = "where the raw data goes (infra/target/bench)")
    private @Nullable Path csv;

    @Option(names = "--keep", description = "keep the stack's folder afterwards")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** What can be measured. */
    enum Part {
        JOBS,
        READS,
        WEBHOOKS
    }

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new BenchCommand()).setCaseInsensitiveEnumValuesAllowed(true);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Plan plan = checked(() -> new Plan(repeats, alone, jobs, inFlight, warmUp));
        ReadPlan readPlan = checked(() -> new ReadPlan(repeats, readSeconds, inFlight, readWarmUp));
        WebhookPlan webhookPlan = checked(() -> new WebhookPlan(repeats, alone, inFlight, warmUp, holeSeconds));
        Path folder = Files.createTempDirectory("darkroom-bench-");
        Stack stack = new Stack(
                home,
                folder,
                split ? List.of("--split") : List.of(),
                Map.of("DARKROOM_SANDBOX_DELAY", "0s", "DARKROOM_SANDBOX_PICTURES", drawn ? "drawn" : "stock"));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(stack)));
        say("starting a stack in " + folder);
        stack.start();
        List<Batch> ofJobs = isWanted(Part.JOBS) ? measureJobs(plan, stack, folder) : List.of();
        ReadResult ofReads = isWanted(Part.READS) ? measureReads(readPlan, stack) : null;
        WebhookResult ofWebhooks = isWanted(Part.WEBHOOKS) ? measureWebhooks(webhookPlan, plan, stack, folder) : null;
        stop(stack);
        if (!keep) {
            Folders.delete(folder);
        }
        return report(ofJobs, ofReads, ofWebhooks);
    }

    private boolean isWanted(Part part) {
        return only == null || only == part;
    }

    private <T> T checked(Supplier<T> plan) {
        try {
            return plan.get();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private List<Batch> measureJobs(Plan plan, Stack stack, Path folder) throws IOException, InterruptedException {
        Ready ready = withTemporal(stack);
        String key = stack.tenant("bench", USD).key();
        URI uri = URI.create(ready.text("api") + "/v1/images/generations");
        try (BareServer bare = BareServer.start(ready, folder);
                Ends ends = new Ends(ready)) {
            Target product = new Target(Side.PRODUCT, uri, key, pids(ready, "api", "worker"));
            Load load = new Load(new Caller(ends), pids(ready, "temporal", "database"));
            return new Bench(plan, load, product, bare.target(key), this::say).run();
        }
    }

    /** What is no measure is not taken. */
    private static Ready withTemporal(Stack stack) {
        Ready ready = stack.ready();
        MissException.unless(
                !ready.text("temporal").isEmpty(), "a Temporal in memory is no measure; install the Temporal CLI");
        return ready;
    }

    private ReadResult measureReads(ReadPlan plan, Stack stack) throws IOException, InterruptedException {
        Ready ready = stack.ready();
        List<Long> product = pids(ready, "api", "worker");
        List<Long> servers = pids(ready, "temporal", "database");
        return new ReadBench(plan, product, servers, this::say).run(ready.text("api"), stack.tenant("reads", USD));
    }

    private WebhookResult measureWebhooks(WebhookPlan webhooks, Plan plan, Stack stack, Path folder)
            throws IOException, InterruptedException {
        Ready ready = withTemporal(stack);
        Tenant tenant = stack.tenant("webhooks", USD);
        Tenant neighbour = stack.tenant("neighbour", USD);
        URI uri = URI.create(ready.text("api") + "/v1/images/generations");
        Target product = new Target(Side.PRODUCT, uri, tenant.key(), pids(ready, "api", "worker"));
        try (BareServer bare = BareServer.start(ready, Files.createDirectories(folder.resolve("hops")));
                Ends ends = new Ends(ready)) {
            Load load = new Load(new Caller(ends), pids(ready, "temporal", "database"));
            Generation generation = repeat -> {
                Batch batch = load.run(product, Phase.LOADED, repeat, plan.jobs(), plan.inFlight());
                return new Generation.Made(batch.jobsPerSecond(), batch.failures());
            };
            return new WebhookBench(webhooks, ready, bare.hops(), generation, this::say).run(tenant, neighbour);
        }
    }

    private int report(List<Batch> batches, @Nullable ReadResult reads, @Nullable WebhookResult webhooks)
            throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        out.println();
        List<Path> files = new ArrayList<>();
        if (!batches.isEmpty()) {
            new ResultTable(batches, inFlight, drawn).lines().forEach(out::println);
            out.println();
            Stream<String> samples =
                    batches.stream().flatMap(batch -> batch.samples().stream().map(Sample::csv));
            files.add(write(
                    "jobs", Stream.concat(Stream.of(Sample.CSV_HEADER), samples).toList()));
        }
        if (reads != null) {
            reads.table().forEach(out::println);
            out.println();
            files.add(write("reads", reads.csv()));
        }
        if (webhooks != null) {
            webhooks.table().forEach(out::println);
            out.println();
            files.add(write("webhooks", webhooks.csv()));
        }
        files.forEach(file -> out.println("raw data: " + file));
        int lost = batches.stream().mapToInt(batch -> batch.failures().size()).sum();
        if (lost > 0) {
            out.printf("%d jobs failed or were lost%n", lost);
        }
        List<String> missed = webhooks == null ? List.of() : webhooks.failures();
        if (!missed.isEmpty()) {
            out.printf("%d webhooks, or jobs beside them, failed or never arrived:%n", missed.size());
            missed.stream().limit(SHOWN_MAX).forEach(line -> out.println("  " + line));
        }
        out.flush();
        return lost == 0 && missed.isEmpty() ? 0 : 1;
    }

    private Path write(String part, List<String> lines) throws IOException {
        String time = DateTimeFormatter.ofPattern("uuuu-MM-dd-HHmmss").format(LocalDateTime.now(ZoneOffset.UTC));
        Path folder = csv == null ? home.resolve("infra/target/bench") : csv;
        Files.createDirectories(folder);
        return Files.write(folder.resolve("%s-%s.csv".formatted(time, part)), lines);
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println("  " + line);
        out.flush();
    }

    private static List<Long> pids(Ready ready, String... parts) {
        return Stream.of(parts)
                .flatMap(part -> ready.pids(part).stream())
                .distinct()
                .toList();
    }

    private static void stop(Stack stack) {
        synchronized (stack) {
            if (stack.isReady()) {
                var _ = stack.stop();
            }
        }
    }
}
