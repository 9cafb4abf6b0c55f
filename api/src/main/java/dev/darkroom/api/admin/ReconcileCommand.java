package dev.darkroom.api.admin;

import dev.darkroom.activities.reconcile.Reconciliation;
import dev.darkroom.activities.repair.Found;
import dev.darkroom.activities.repair.Remedy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code reconcile --dry-run | --apply}. */
@Command(
        name = "reconcile",
        description = {
            "Looks at every job and webhook that has not ended and asks Temporal what became of it, whatever its age.",
            "Workers do the same all the time for what has not moved for a while. To be run after a restore."
        })
public final class ReconcileCommand implements Callable<Integer> {

    private static final int SHOWN_MAX = 100;

    private final Beans beans;

    @ArgGroup(multiplicity = "1")
    private Mode mode = new Mode();

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Spec
    private CommandSpec spec;

    public ReconcileCommand(Beans beans) {
        this.beans = beans;
        spec = CommandSpec.create();
    }

    /** What it may do. */
    private static final class Mode {

        @Option(names = "--dry-run", required = true, description = "only say what would be done")
        private boolean dryRun;

        @Option(names = "--apply", required = true, description = "do it; what is closed is waited for, some seconds")
        private boolean apply;

        boolean changes() {
            return apply && !dryRun;
        }
    }

    /** 0 where nothing is left to do, else 1. */
    @Override
    public Integer call() throws InterruptedException {
        Reconciliation reconciliation = beans.get(Reconciliation.class);
        Tally found = new Tally();
        Tally left = new Tally();
        if (mode.changes()) {
            reconciliation.apply(found::add);
        }
        reconciliation.look(left::add);
        Report report = new Report();
        if (mode.changes()) {
            report.with("done", found.counts()).with("doing", found.shown());
        }
        report.with("left", left.repairs)
                .with("left_to_do", left.counts())
                .with("subjects", left.shown())
                .print(spec.commandLine().getOut(), json);
        return left.repairs == 0 ? 0 : 1;
    }

    /** What was found, counted, and the first of it. */
    private static final class Tally {

        private final Map<Remedy, Integer> counts = new EnumMap<>(Remedy.class);
        private final List<Report> shown = new ArrayList<>();
        private int repairs;

        void add(Found found) {
            counts.merge(found.remedy(), 1, Integer::sum);
            if (found.remedy().isRepair()) {
                repairs++;
            }
            if (shown.size() < SHOWN_MAX) {
                shown.add(new Report()
                        .with("remedy", word(found.remedy()))
                        .with("state", found.state())
                        .with("subject", found.subject()));
            }
        }

        Report counts() {
            Report report = new Report();
            counts.forEach((remedy, count) -> report.with(word(remedy), count));
            return report;
        }

        List<Report> shown() {
            return List.copyOf(shown);
        }

        private static String word(Remedy remedy) {
            return remedy.name().toLowerCase(Locale.ROOT);
        }
    }
}
