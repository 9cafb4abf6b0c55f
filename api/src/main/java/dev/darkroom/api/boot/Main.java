package dev.darkroom.api.boot;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.worker.TemporalAwayException;
import dev.darkroom.api.admin.Beans;
import dev.darkroom.api.admin.CheckCommand;
import dev.darkroom.api.admin.JobCommand;
import dev.darkroom.api.admin.KeyCommand;
import dev.darkroom.api.admin.ReconcileCommand;
import dev.darkroom.api.admin.SwitchCommand;
import dev.darkroom.api.admin.TenantCommand;
import dev.darkroom.api.admin.TierCommand;
import dev.darkroom.api.admin.WalletCommand;
import io.micronaut.context.ApplicationContext;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;

/** The one entry: a role that serves, or a command of an operator. */
@Command(
        name = "darkroom",
        mixinStandardHelpOptions = true,
        scope = ScopeType.INHERIT,
        version = "0.1.0",
        description = "Durable image generation: every request is a Temporal workflow, paid from a prepaid wallet.",
        synopsisSubcommandLabel = "COMMAND")
public final class Main {

    private static final int FAILED = 1;
    private static final int WRONG_SETTING = 2;

    private Main() {}

    public static void main(String[] args) {
        System.exit(run(args));
    }

    private static int run(String... args) {
        try (LazyBeans beans = new LazyBeans()) {
            return commandLine(beans).execute(args);
        }
    }

    static CommandLine commandLine(Beans beans) {
        CommandLine commandLine = new CommandLine(new Main());
        commandLine.addSubcommand(new TenantCommand(beans));
        commandLine.addSubcommand(new KeyCommand(beans));
        commandLine.addSubcommand(new WalletCommand(beans));
        commandLine.addSubcommand(new TierCommand(beans));
        commandLine.addSubcommand(new SwitchCommand(beans));
        commandLine.addSubcommand(new JobCommand(beans));
        commandLine.addSubcommand(new ReconcileCommand(beans));
        commandLine.addSubcommand(new CheckCommand(beans));
        commandLine.setExecutionExceptionHandler(explaining());
        commandLine.setParameterExceptionHandler(Main::misunderstood);
        commandLine.getCommandSpec().usageMessage().footer(settings());
        commandLine.getCommandSpec().usageMessage().width(UsageMessageSpec.DEFAULT_USAGE_WIDTH + 40);
        return commandLine;
    }

    @Command(name = "api", description = "Serves callers.")
    void api() throws InterruptedException {
        Processes.serve(Role.API);
    }

    @Command(name = "worker", description = "Does the work of jobs.")
    void worker() throws InterruptedException {
        Processes.serve(Role.WORKER);
    }

    @Command(name = "all", description = "Both in one process, after migrating: for one machine.")
    void all() throws InterruptedException {
        Processes.serve(Role.ALL);
    }

    @Command(name = "migrate", description = "Brings database and Temporal namespace to this release. Safe to repeat.")
    void migrate() {
        try (ApplicationContext context = Processes.context(Role.COMMAND)) {
            Processes.migrate(context);
        }
    }

    private static IExecutionExceptionHandler explaining() {
        return (failure, commandLine, parsed) -> {
            String text = switch (failure) {
                case InvalidSettingException invalid -> invalid.getMessage();
                case DatabaseException database ->
                    "the database does not answer (%s); check DARKROOM_DB_URL".formatted(database.getMessage());
                case TemporalAwayException temporal ->
                    "%s; check DARKROOM_TEMPORAL_ADDRESS. The database is at this release; run the command again for Temporal"
                            .formatted(temporal.getMessage());
                default -> failure.getMessage();
            };
            commandLine.getErr().println("darkroom: " + text);
            return failure instanceof InvalidSettingException ? WRONG_SETTING : FAILED;
        };
    }

    /** Says what is wrong and where help is; the whole help, with every setting, would hide it. */
    private static int misunderstood(ParameterException wrong, String[] args) {
        CommandLine command = wrong.getCommandLine();
        command.getErr().println("darkroom: " + wrong.getMessage());
        command.getErr().printf("see %s --help%n", command.getCommandSpec().qualifiedName());
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String[] settings() {
        List<String> lines = new ArrayList<>(List.of("", "Settings are environment variables:"));
        for (Settings.Line line : Settings.all()) {
            lines.add("  %s  (default: %s)".formatted(line.variable(), line.otherwise()));
            lines.add("      %s".formatted(line.meaning()));
        }
        lines.add("  DARKROOM_LOG_FORMAT  (default: text)");
        lines.add("      text, json (an object a line) or none");
        lines.add("  DARKROOM_ACCESS_LOG  (default: on)");
        lines.add("      a line of JSON for each request: on or off");
        return lines.toArray(String[]::new);
    }

    /** The beans of a command, made when it first asks for one. */
    private static final class LazyBeans implements Beans, AutoCloseable {

        private @Nullable ApplicationContext context;

        @Override
        public <T> T get(Class<T> type) {
            if (context == null) {
                context = Processes.context(Role.COMMAND);
            }
            return context.getBean(type);
        }

        @Override
        public void close() {
            if (context != null) {
                context.close();
                context = null;
            }
        }
    }
}
