package dev.darkroom.api.admin;

import dev.darkroom.activities.check.CheckOptions;
import dev.darkroom.activities.check.Checker;
import dev.darkroom.activities.check.UnreadableException;
import dev.darkroom.activities.check.Verdict;
import dev.darkroom.activities.check.Words;
import dev.darkroom.activities.worker.WorkerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code check}. */
@Command(
        name = "check",
        description = {
            "Looks whether what must be so is so: in the database, in Temporal and in the store of images. It changes"
                    + " nothing.",
            "Its exit code is 0 where every rule holds, 1 where one does not, 3 where one could not be looked at."
        })
public final class CheckCommand implements Callable<Integer> {

    private static final int BROKEN = 1;
    private static final int NOT_EVALUATED = 3;
    // A submit, and twice what storing may take.
    private static final Duration AROUND_PROVIDER = Duration.ofMinutes(11);

    private final Beans beans;

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Option(names = "--shallow", description = "look stored images up, and do not read them")
    private boolean shallow;

    @Option(
            names = "--since",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "only what came in this time, like 24h, and what has not ended; the ledger always wholly")
    private @Nullable Duration since;

    @Option(
            names = "--canaries",
            paramLabel = "FILE",
            description =
                    "secret words that callers have sent, one a line: looked for where no text of a caller belongs."
                            + " The history of every workflow is read then")
    private @Nullable Path canaries;

    @Option(
            names = "--at-rest",
            description = "nothing is under way: every job has to have ended, and nothing has time any more")
    private boolean atRest;

    @Option(
            names = "--orphan-age",
            paramLabel = "DURATION",
            converter = Durations.class,
            description = "how old a stored object is before it has to be known (default: 2h)")
    private Duration orphanAge = CheckOptions.ORPHAN_AGE;

    @Option(
            names = "--history-events",
            paramLabel = "N",
            description = "how many events a workflow's history may have; each outage adds some (default:"
                    + " ${DEFAULT-VALUE})")
    private int historyEvents = CheckOptions.HISTORY_EVENTS;

    public CheckCommand(Beans beans) {
        this.beans = beans;
        spec = CommandSpec.create();
    }

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            List<Verdict> verdicts = beans.get(Checker.class).check(options(), progress(err));
            CheckReport report = new CheckReport(verdicts);
            report.print(spec.commandLine().getOut(), json);
            return code(verdicts);
        } catch (UnreadableException e) {
            err.println("darkroom: not evaluated: " + e.getMessage());
            return NOT_EVALUATED;
        }
    }

    /** The exit code that says what was found. */
    public static int code(List<Verdict> verdicts) {
        if (verdicts.stream().allMatch(Verdict::holds)) {
            return 0;
        }
        return verdicts.stream().anyMatch(verdict -> verdict.count() > 0) ? BROKEN : NOT_EVALUATED;
    }

    private CheckOptions options() {
        return new CheckOptions(
                since,
                shallow,
                atRest,
                words(),
                beans.get(WorkerConfig.class).providerTimeout().plus(AROUND_PROVIDER),
                orphanAge,
                historyEvents,
                CheckOptions.PAUSE);
    }

    private Words words() {
        if (canaries == null) {
            return Words.NONE;
        }
        try {
            return Words.of(canaries);
        } catch (IOException e) {
            throw new UncheckedIOException("%s cannot be read".formatted(canaries), e);
        } catch (IllegalArgumentException e) {
            throw new Operator.CannotException(String.valueOf(e.getMessage()));
        }
    }

    private static Consumer<String> progress(PrintWriter err) {
        return line -> {
            err.println("check: " + line);
            err.flush();
        };
    }
}
