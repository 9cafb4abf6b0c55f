package dev.darkroom.infra.local.receiver;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.BindException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code infra/darkroom webhook listen}: prints deliveries as they arrive. */
@Command(
        name = "infra/darkroom webhook listen",
        mixinStandardHelpOptions = true,
        description = "Takes webhooks on this machine and prints each as it arrives, until Ctrl-C.")
public final class ListenCommand implements Callable<Integer> {

    static final String READY_FILE = "ready.json";
    private static final int PORT_MAX = 65_535;

    private final Path data;

    @Option(names = "--port", defaultValue = "8899", description = "where to listen (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--secret",
            paramLabel = "whsec_...",
            description = "a secret to check signatures against; may be given several times. Those that the local "
                    + "stack's receivers were told are known")
    private List<String> given = List.of();

    @Option(names = "--body", description = "print the beginning of each body too")
    private boolean body;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ListenCommand(Path data) {
        this.data = data;
    }

    /**
     * Runs it to its end.
     *
     * @param data the data folder of a local stack, which may not be there
     * @return the exit code
     */
    public static int run(Path data, List<String> arguments) {
        return commandLine(data).execute(arguments.toArray(String[]::new));
    }

    static CommandLine commandLine(Path data) {
        return new CommandLine(new ListenCommand(data));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (port < 0 || port > PORT_MAX) {
            throw new ParameterException(spec.commandLine(), "--port is 0 (any) to " + PORT_MAX);
        }
        if (!given.stream().allMatch(Secrets::isSecret)) {
            throw new ParameterException(spec.commandLine(), "--secret is whsec_ and base64 after it");
        }
        PrintWriter out = spec.commandLine().getOut();
        try (Receiver receiver = Receiver.open(port, secrets(), pageGuide(), delivery -> say(out, delivery))) {
            greet(out, receiver.url());
            new CountDownLatch(1).await();
            return 0;
        } catch (BindException e) {
            spec.commandLine()
                    .getErr()
                    .println("infra/darkroom: port %d is taken; choose another with --port".formatted(port));
            return 1;
        }
    }

    private Secrets secrets() {
        Secrets secrets = Files.isDirectory(data) ? Secrets.in(data.resolve(Secrets.FILE)) : Secrets.inMemory();
        given.forEach(secrets::addForNow);
        return secrets;
    }

    private void greet(PrintWriter out, String url) throws IOException {
        JsonValue ready = ready();
        boolean running = ready.field("api") instanceof JsonValue.Str;
        Guide guide = running ? Guide.withKey(text(ready, "api"), text(ready, "key")) : Guide.elsewhere();
        out.printf("Listening. Webhooks go to %s ; %s/ shows them too. Ctrl-C stops it.%n%n", Guide.hook(url), url);
        if (!running) {
            out.printf("No stack runs in %s; $api and $key are those of the Darkroom that sends.%n%n", data);
        }
        out.printf(
                "A picture whose events come here:%n%n%s%n%n",
                guide.picture(url).indent(2));
        out.printf(
                "Or the events of every task, from now on:%n%n%s%n",
                guide.register(url).indent(2));
        out.flush();
    }

    private Guide pageGuide() throws IOException {
        return ready().field("api") instanceof JsonValue.Str api
                ? Guide.readingKey(api.value(), data.resolve(READY_FILE))
                : Guide.elsewhere();
    }

    private JsonValue ready() throws IOException {
        Path file = data.resolve(READY_FILE);
        return Files.exists(file) ? StrictJson.read(Files.readAllBytes(file)) : new JsonValue.Null();
    }

    private void say(PrintWriter out, Delivery delivery) {
        synchronized (out) {
            out.println(Line.of(delivery, body, ZoneId.systemDefault()));
            out.flush();
        }
    }

    private static String text(JsonValue object, String name) {
        return object.field(name) instanceof JsonValue.Str string ? string.value() : "";
    }
}
