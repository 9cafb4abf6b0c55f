package dev.darkroom.infra.storm;

import dev.darkroom.infra.live.world.Folders;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.storm.fault.FullDisk;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code infra/storm}: the whole product under traffic, while everything that it stands on is broken on purpose. */
@Command(
        name = "infra/storm",
        mixinStandardHelpOptions = true,
        version = "Darkroom 0.1.0",
        description = {
            "Starts the product in processes of its own, sends it jobs of every kind, kills, freezes and loses its"
                    + " parts,",
            "then waits for quiet and checks that nothing was lost, charged twice or left behind. infra/docs/trust.md",
            "says what was found. Exit code 0 only where every round was well."
        })
public final class StormCommand implements Callable<Integer> {

    private static final double JOBS_PER_SECOND = 2;

    // A provider that hangs is given up soon enough for a round to end.
    private static final Map<String, String> ENVIRONMENT =
            Map.of("DARKROOM_FAL_SUBMIT_TIMEOUT", "4s", "DARKROOM_FAL_CALL_TIMEOUT", "3s");

    @Option(names = "--home", hidden = true, required = true)
    private Path home = Path.of("");

    @Option(names = "--mysql-home", hidden = true)
    private @Nullable Path mySqlHome;

    @Option(names = "--clock-library", hidden = true)
    private @Nullable Path clockLibrary;

    @Option(names = "--links", hidden = true)
    private boolean links;

    @Option(names = "--seed", description = "of the first round; each later one has the next (default: by chance)")
    private @Nullable Long seed;

    @Option(
            names = "--minutes",
            defaultValue = "4",
            description = "no round begins after so many (${DEFAULT-VALUE}); ignored with --kills")
    private int minutes;

    @Option(names = "--kills", defaultValue = "0", description = "go on until so many processes were killed, in all")
    private int kills;

    @Option(names = "--round", defaultValue = "60", description = "seconds of faults in a round (${DEFAULT-VALUE})")
    private int roundSeconds;

    @Option(
            names = "--tally",
            description = "a file that keeps what came of each round; a run goes on with what is in it")
    private @Nullable Path tallyFile;

    @Option(names = "--only", split = ",", description = "only faults whose names begin so, e.g. F2 or 'F9 reset'")
    private List<String> only = List.of();

    @Option(names = "--tight", description = "with two connections to the database and 160 MB of heap a process")
    private boolean tight;

    @Option(
            names = "--disk",
            description = "a small file system for all of the product to lie on, which is filled up now and then; make"
                    + " one with: mount -t tmpfs -o size=3g none FOLDER")
    private @Nullable Path disk;

    @Option(names = "--keep", description = "keep the folder afterwards; it is kept after a broken round anyway")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] args) {
        System.exit(new CommandLine(new StormCommand()).execute(args));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (disk != null && !(Files.isDirectory(disk) && FullDisk.isSmall(disk))) {
            throw new ParameterException(
                    spec.commandLine(), "--disk: %s is no folder on a small file system of its own".formatted(disk));
        }
        PrintWriter out = spec.commandLine().getOut();
        long first = seed == null ? new Random().nextInt(1_000_000) : seed;
        Path folder = Files.createTempDirectory("darkroom-storm-");
        Tally tally = new Tally(tallyFile == null ? folder.resolve("tally.jsonl") : tallyFile);
        say(out, "storm, first seed %d, in %s", first, folder);
        int before = tally.brokenRounds();
        Path lies = disk == null ? folder : Files.createDirectory(disk.resolve(folder.getFileName()));
        try (Product product =
                Product.start(home, lies, first, Optional.ofNullable(mySqlHome), options(), environment())) {
            Runtime.getRuntime().addShutdownHook(new Thread(product::abandon));
            say(out, "  on %s", product.database());
            Plan plan = new Plan(
                    Duration.ofSeconds(roundSeconds), JOBS_PER_SECOND, only, clockLibrary != null, links, disk);
            try (Storm storm = new Storm(product, folder, plan, first)) {
                rounds(storm, tally, first, out);
            }
        }
        boolean well = tally.brokenRounds() == before;
        if (well && !keep) {
            Folders.delete(folder);
            if (disk != null) {
                Folders.delete(lies);
            }
        }
        sum(tally, out);
        return well ? 0 : 1;
    }

    private List<String> options() {
        List<String> options = new ArrayList<>(List.of("--upstreams"));
        if (tight) {
            options.addAll(List.of("--heap", "160m"));
        }
        if (links) {
            options.add("--links");
        }
        if (clockLibrary != null) {
            options.addAll(List.of("--clock-library", clockLibrary.toString()));
        }
        return options;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>(ENVIRONMENT);
        if (tight) {
            environment.put("DARKROOM_DB_POOL_SIZE", "2");
        }
        return environment;
    }

    private void rounds(Storm storm, Tally tally, long first, PrintWriter out)
            throws IOException, InterruptedException {
        long deadline = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
        for (long round = first; goesOn(tally, deadline); round++) {
            long started = System.nanoTime();
            RoundResult result = storm.round(round);
            tally.add(result, Duration.ofNanos(System.nanoTime() - started).toSeconds());
            say(
                    out,
                    "  seed %d: %d accepted, %d killed, quiet after %d s, jobs %s%n    faults %s",
                    result.seed(),
                    result.accepted(),
                    result.kills(),
                    result.quiet().toSeconds(),
                    result.states(),
                    result.fired());
            result.broken().forEach(broken -> say(out, "    ** BROKEN: %s", broken));
            if (!result.broken().isEmpty()) {
                return;
            }
        }
    }

    private boolean goesOn(Tally tally, long deadline) {
        return kills > 0 ? tally.kills() < kills : System.nanoTime() < deadline;
    }

    /** Zero broken of N kills bounds the rate of broken ones at 3/N, with 95% confidence. */
    private static void sum(Tally tally, PrintWriter out) {
        say(
                out,
                "%d rounds, %d s of storm, %d requests accepted, %d processes killed (bound 3/N: %.4f)",
                tally.rounds(),
                tally.seconds(),
                tally.accepted(),
                tally.kills(),
                tally.kills() == 0 ? 1.0 : Math.min(1.0, 3.0 / tally.kills()));
        tally.fired().forEach((name, count) -> say(out, "  %6d  %s", count, name));
        say(out, "%d passed, %d failed", tally.rounds() - tally.brokenRounds(), tally.brokenRounds());
    }

    private static void say(PrintWriter out, String text, Object... values) {
        out.printf(text + "%n", values);
        out.flush();
    }
}
