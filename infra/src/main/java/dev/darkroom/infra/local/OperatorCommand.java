package dev.darkroom.infra.local;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.check.LogCheckCommand;
import dev.darkroom.infra.local.receiver.ListenCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * {@code infra/darkroom}: a command of the product, told where the local stack's parts are; and {@code webhook listen}
 * and a check that reads logs, which are this program's own.
 */
final class OperatorCommand {

    private static final List<String> LISTEN = List.of("webhook", "listen");
    private static final Set<String> HELP = Set.of("", "-h", "--help", "help");

    private OperatorCommand() {}

    /**
     * Runs one command.
     *
     * @param args the stack's data folder, the folder of the source tree, then the command
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path data = Path.of(args[0]).toAbsolutePath();
        List<String> given = Arrays.asList(args).subList(2, args.length);
        if (given.size() >= LISTEN.size() && given.subList(0, LISTEN.size()).equals(LISTEN)) {
            System.exit(ListenCommand.run(data, given.subList(LISTEN.size(), given.size())));
        }
        ProcessBuilder builder = product(args[1], given).inheritIO();
        if (Files.exists(data.resolve(ReadyFile.NAME))) {
            tell(builder.environment(), data);
        } else if (args.length > 2 && !args[2].startsWith("-")) {
            System.err.printf(
                    "infra/darkroom: no stack runs in %s; start it with infra/run, or name it with --data%n", data);
            System.exit(1);
        }
        if (LogCheckCommand.isMeant(given)) {
            System.exit(check(builder.environment(), args[1], given.subList(1, given.size())));
        }
        int code = builder.start().waitFor();
        if (HELP.contains(String.join(" ", given))) {
            System.out.println("\n"
                    + "On this machine also:\n"
                    + "  webhook listen  prints webhooks as they arrive; see its --help.\n"
                    + "  check --client FILE --sink FILE --upstream FILE --logs FOLDER  the check, with the logs"
                    + " of those around.");
        }
        System.exit(code);
    }

    private static ProcessBuilder product(String home, List<String> arguments) {
        List<String> command = new ArrayList<>(Java.command("256m"));
        command.addAll(List.of("-jar", Path.of(home, "api/target/darkroom.jar").toString()));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().putIfAbsent("DARKROOM_LOG_FORMAT", "none");
        return builder;
    }

    /** The product's check, run in the same surroundings, and the logs beside it. */
    private static int check(Map<String, String> environment, String home, List<String> arguments) {
        LogCheckCommand.Database books = new LogCheckCommand.Database(
                environment.getOrDefault("DARKROOM_DB_URL", ""),
                environment.getOrDefault("DARKROOM_DB_USER", ""),
                environment.getOrDefault("DARKROOM_DB_PASSWORD", ""));
        return LogCheckCommand.run(
                books,
                command -> {
                    ProcessBuilder builder = product(home, command).redirectError(ProcessBuilder.Redirect.INHERIT);
                    builder.environment().putAll(environment);
                    return builder.start().getInputStream().readAllBytes();
                },
                arguments);
    }

    private static void tell(Map<String, String> environment, Path data) throws IOException {
        Map<String, JsonValue> ready = StrictJson.read(Files.readAllBytes(data.resolve(ReadyFile.NAME)))
                .fieldsOrNone();
        environment.put("DARKROOM_DB_URL", text(ready, "jdbc"));
        environment.put("DARKROOM_DB_USER", text(ready, "db_user"));
        environment.put("DARKROOM_DB_PASSWORD", text(ready, "db_password"));
        environment.put("DARKROOM_BLOB_FOLDER", text(ready, "artifacts"));
        environment.put("DARKROOM_TEMPORAL_UI_URL", text(ready, "temporal_ui"));
        if (!text(ready, "temporal").isEmpty()) {
            environment.put("DARKROOM_TEMPORAL_ADDRESS", text(ready, "temporal"));
        }
        Path keys = data.resolve("master-keys");
        if (Files.exists(keys)) {
            environment.putIfAbsent(
                    "DARKROOM_MASTER_KEYS", Files.readString(keys).trim());
        }
    }

    private static String text(Map<String, JsonValue> ready, String name) {
        return ready.get(name) instanceof JsonValue.Str string ? string.value() : "";
    }
}
