package dev.darkroom.infra.live;

import dev.darkroom.infra.live.check.ApiKills;
import dev.darkroom.infra.live.check.Callers;
import dev.darkroom.infra.live.check.ChainKills;
import dev.darkroom.infra.live.check.ChainLife;
import dev.darkroom.infra.live.check.Check;
import dev.darkroom.infra.live.check.CloudStorage;
import dev.darkroom.infra.live.check.FinishedJobReset;
import dev.darkroom.infra.live.check.FrozenTemporal;
import dev.darkroom.infra.live.check.HistoryRecorder;
import dev.darkroom.infra.live.check.LastImage;
import dev.darkroom.infra.live.check.LostTemporal;
import dev.darkroom.infra.live.check.NodeClient;
import dev.darkroom.infra.live.check.OrderlyStop;
import dev.darkroom.infra.live.check.PoisonedWorkflows;
import dev.darkroom.infra.live.check.PythonClient;
import dev.darkroom.infra.live.check.QuietTexts;
import dev.darkroom.infra.live.check.ReadmeCommands;
import dev.darkroom.infra.live.check.RealTemporal;
import dev.darkroom.infra.live.check.Restored;
import dev.darkroom.infra.live.check.Schemathesis;
import dev.darkroom.infra.live.check.SourceSnippets;
import dev.darkroom.infra.live.check.StackKills;
import dev.darkroom.infra.live.check.UpstreamFaults;
import dev.darkroom.infra.live.check.WebhookLife;
import dev.darkroom.infra.live.check.WebhookReceivers;
import dev.darkroom.infra.live.check.WorkerDrain;
import dev.darkroom.infra.live.check.WorkerKills;
import dev.darkroom.infra.live.hostile.HostileInputs;
import dev.darkroom.infra.live.world.Folders;
import dev.darkroom.infra.live.world.Product;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code infra/verify-live}: starts the whole product, mistreats it, and looks whether it keeps its promises. */
@Command(
        name = "infra/verify-live",
        mixinStandardHelpOptions = true,
        version = "Darkroom 0.1.0",
        description = {
            "Starts the product in processes of its own, mistreats it, and looks whether it keeps its promises.",
            "OpenAI's own clients, the snippets of the source documents and schemathesis are tried on it too; what they"
                    + " need of npm and PyPI is installed once, into the cache.",
            "Each check that could not be tried counts as failed. infra/docs/verify-live.md says more."
        })
public final class VerifyLiveCommand implements Callable<Integer> {

    private static final String HISTORIES = "workflows/src/test/resources/histories";

    @Option(names = "--home", hidden = true, required = true)
    private Path home = Path.of("");

    @Option(names = "--mysql-home", hidden = true)
    private @Nullable Path mySqlHome;

    @Option(names = "--kills", defaultValue = "30", description = "how often a worker is killed (${DEFAULT-VALUE})")
    private int kills;

    @Option(
            names = "--only",
            paramLabel = "NAMES",
            split = ",",
            description = "only the checks whose class name contains one of these")
    private List<String> only = List.of("");

    @Option(names = "--list", description = "start nothing; print the checks' names and what each says")
    private boolean list;

    @Option(names = "--seed", description = "what chance begins with (default: another each time)")
    private @Nullable Long seed;

    @Option(names = "--keep", description = "keep the folder afterwards; it is kept after a miss anyway")
    private boolean keep;

    @Option(
            names = "--record",
            paramLabel = "VERSION",
            description = "check nothing; record the main cases' histories for the replay test, under this version")
    private @Nullable String record;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new VerifyLiveCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        if (list) {
            checks().forEach(check -> out.printf("%-18s %s%n", check.getClass().getSimpleName(), check.claim()));
            out.flush();
            return 0;
        }
        long chance = seed == null ? new Random().nextInt(1_000_000) : seed;
        Path folder = Files.createTempDirectory("darkroom-live-");
        Report report = new Report(out);
        out.printf("verify-live, seed %d, in %s%n", chance, folder);
        out.printf("  starting the product (minutes, where Temporal's server has to be built first) …%n");
        out.flush();
        try (Product product = Product.start(home, folder, chance, Optional.ofNullable(mySqlHome))) {
            Runtime.getRuntime().addShutdownHook(new Thread(product::abandon));
            out.printf("  on %s%n", product.database());
            out.flush();
            for (Check check : checks()) {
                if (only.stream().anyMatch(check.getClass().getSimpleName()::contains)) {
                    report.run(check, product);
                }
            }
        }
        if (report.failed() == 0 && !keep) {
            Folders.delete(folder);
        }
        out.printf("%d passed, %d failed%n", report.passed(), report.failed());
        out.flush();
        return report.failed() == 0 ? 0 : 1;
    }

    private List<Check> checks() {
        if (record != null) {
            return List.of(new HistoryRecorder(home.resolve(HISTORIES), record));
        }
        Callers callers = new Callers();
        return List.of(
                new ReadmeCommands(),
                new RealTemporal(),
                new NodeClient(callers),
                new PythonClient(callers),
                new SourceSnippets(callers),
                new WebhookReceivers(),
                new Schemathesis(),
                new CloudStorage(),
                new HostileInputs(),
                new LastImage(),
                new UpstreamFaults(),
                new FinishedJobReset(),
                new PoisonedWorkflows(),
                new WebhookLife(),
                new WorkerDrain(),
                new FrozenTemporal(),
                new ApiKills(),
                new WorkerKills(kills),
                new ChainLife(),
                new ChainKills(8),
                new StackKills(5),
                new QuietTexts(),
                new LostTemporal(),
                new Restored(),
                new OrderlyStop());
    }
}
