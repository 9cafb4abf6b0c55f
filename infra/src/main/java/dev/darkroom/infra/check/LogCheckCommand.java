package dev.darkroom.infra.check;

import dev.darkroom.activities.check.Checker;
import dev.darkroom.activities.check.Verdict;
import dev.darkroom.activities.check.Words;
import dev.darkroom.activities.check.rule.Rule;
import dev.darkroom.api.admin.CheckCommand;
import dev.darkroom.api.admin.CheckReport;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** {@code infra/darkroom check} with logs: the product's own check, and what was seen outside beside it. */
@Command(
        name = "infra/darkroom check",
        mixinStandardHelpOptions = true,
        description = {
            "The product's check, with the logs of those around it. What else is given goes to the product's check: see"
                    + " infra/darkroom check --help without these.",
            "Its exit code is 0 where every rule holds, 1 where one does not, 3 where one could not be looked at."
        })
public final class LogCheckCommand implements Callable<Integer> {

    private static final List<String> LOGS = List.of("--client", "--sink", "--upstream", "--logs");
    private static final int NOT_EVALUATED = 3;

    private final Database database;
    private final ProductCheck product;

    @Option(names = "--client", paramLabel = "FILE", description = "what a client has asked and was answered")
    private @Nullable Path client;

    @Option(names = "--sink", paramLabel = "FILE", description = "every webhook that arrived")
    private @Nullable Path sink;

    @Option(names = "--upstream", paramLabel = "FILE", description = "every request that came to the provider")
    private @Nullable Path upstream;

    @Option(names = "--logs", paramLabel = "FOLDER", description = "the product's own logs, for secret words")
    private @Nullable Path logs;

    @Option(names = "--canaries", paramLabel = "FILE", description = "secret words that callers have sent, one a line")
    private @Nullable Path canaries;

    @Option(names = "--at-rest", description = "nothing is under way: every job has to have ended")
    private boolean atRest;

    @Option(names = "--json", description = "print JSON")
    private boolean json;

    @Unmatched
    private List<String> others = new ArrayList<>();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private LogCheckCommand(Database database, ProductCheck product) {
        this.database = database;
        this.product = product;
    }

    /** Where the books are. */
    public record Database(String url, String user, String password) {
        /** Without the password. */
        @Override
        public String toString() {
            return "Database[%s]".formatted(url);
        }
    }

    /** The product's own check. */
    public interface ProductCheck {
        /** Runs it with these arguments: what it printed, which may be nothing. */
        byte[] run(List<String> arguments) throws IOException, InterruptedException;
    }

    /** Whether a command is this one: a check with a log. */
    public static boolean isMeant(List<String> arguments) {
        return !arguments.isEmpty()
                && arguments.getFirst().equals("check")
                && arguments.stream().anyMatch(each -> LOGS.contains(each.replaceFirst("=.*", "")));
    }

    /**
     * Runs it to its end.
     *
     * @param arguments without the command's name
     * @return the exit code
     */
    public static int run(Database database, ProductCheck product, List<String> arguments) {
        return new CommandLine(new LogCheckCommand(database, product)).execute(arguments.toArray(String[]::new));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        byte[] said = product.run(productArguments());
        if (said.length == 0) {
            return NOT_EVALUATED;
        }
        List<Verdict> verdicts = new ArrayList<>(verdicts(said));
        verdicts.addAll(outside());
        verdicts.sort(
                Comparator.comparingInt((Verdict verdict) -> verdict.rule().invariant())
                        .thenComparing(verdict -> verdict.rule().id()));
        new CheckReport(verdicts).print(spec.commandLine().getOut(), json);
        return CheckCommand.code(verdicts);
    }

    private List<String> productArguments() {
        List<String> arguments = new ArrayList<>(List.of("check", "--json"));
        if (atRest) {
            arguments.add("--at-rest");
        }
        if (canaries != null) {
            arguments.addAll(List.of("--canaries", canaries.toString()));
        }
        arguments.addAll(others);
        return arguments;
    }

    private List<Verdict> outside() throws IOException {
        Path temporary = Files.createTempDirectory("darkroom-check-");
        Words words = canaries == null ? Words.NONE : Words.of(canaries);
        try (Connection connection =
                DriverManager.getConnection(database.url(), database.user(), database.password())) {
            return LogChecker.check(connection, new Logs(client, sink, upstream, logs, words, temporary), atRest);
        } catch (SQLException e) {
            throw new IOException("the database does not answer (code %d)".formatted(e.getErrorCode()), e);
        } finally {
            Files.delete(temporary);
        }
    }

    /** The verdicts of the product's check, from what it printed. */
    private static List<Verdict> verdicts(byte[] said) {
        Map<String, Rule> rules = Checker.rules().stream().collect(Collectors.toMap(Rule::id, Function.identity()));
        List<Verdict> verdicts = new ArrayList<>();
        for (JsonValue each : items(StrictJson.read(said).field("rules"))) {
            String id = text(each.field("id"));
            Rule rule = rules.get(id);
            if (rule == null) {
                throw new IllegalStateException("nobody knows the rule " + id);
            }
            verdicts.add(Verdict.of(
                    rule,
                    items(each.field("offenders")).stream()
                            .map(LogCheckCommand::text)
                            .toList()));
        }
        return verdicts;
    }

    private static List<JsonValue> items(JsonValue value) {
        return Stream.of(value)
                .flatMap(each -> each instanceof JsonValue.Arr array ? array.items().stream() : Stream.empty())
                .toList();
    }

    private static String text(JsonValue value) {
        return value instanceof JsonValue.Str text ? text.value() : "";
    }
}
