package dev.darkroom.infra.local;

import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy on each connection of the product's processes, so that each can be cut by itself: toxiproxy, whose own API cuts.
 * A proxy's name is that of the process and of what it talks to: {@code worker-1-database}.
 */
final class Links {

    static final String PART = "links";

    private static final String PACKAGE = "github.com/Shopify/toxiproxy/v2/cmd/server";
    private static final String NEWS = "building toxiproxy with Go (once, some seconds) …";

    private static final Pattern ADDRESS =
            Pattern.compile("(?<before>[a-z:]+//|)(?<address>[^/?,]+:[0-9]+)(?<after>.*)");

    private static final Duration ANSWER_MAX = Duration.ofSeconds(3);

    /** Which variable points to what. */
    private static final Map<String, String> TARGETS = Map.of(
            "DARKROOM_DB_URL", "database", "DARKROOM_TEMPORAL_ADDRESS", "temporal", "DARKROOM_FAL_URL", "provider");

    private final Path binary;
    private final DataFolder folder;
    private final Ports ports;
    private final int port;
    private final Map<String, JsonValue> proxies = new LinkedHashMap<>();
    private final HttpClient http = HttpClient.newHttpClient();

    /**
     * There are none yet.
     *
     * @throws CannotStartException where there is no toxiproxy, and no Go to build it
     */
    Links(Path home, DataFolder folder, Ports ports, Consumer<String> say) {
        binary = new GoBuild(home.resolve("infra/tools/links"), say)
                .program("toxiproxy", PACKAGE, NEWS)
                .orElseThrow(() -> new CannotStartException(
                        "--links needs toxiproxy, and it could not be built: install Go, or see what was said above"));
        this.folder = folder;
        this.ports = ports;
        port = ports.of(PART);
    }

    /** That environment, with proxies in the place of what the process talks to; who has no port is left there. */
    Map<String, String> before(String process, Map<String, String> environment) {
        Map<String, String> through = new LinkedHashMap<>(environment);
        TARGETS.forEach((variable, target) -> through.computeIfPresent(
                variable, (_, value) -> replaced(value, address -> add(process + "-" + target, address))));
        return through;
    }

    /** A URL or an address, with another host and port in it. */
    static String replaced(String value, UnaryOperator<String> other) {
        Matcher parts = ADDRESS.matcher(value);
        return parts.matches()
                ? parts.group("before") + other.apply(parts.group("address")) + parts.group("after")
                : value;
    }

    /** The base URL of a proxy between callers and a process that serves them at that port. */
    String callers(String process, int served) {
        return "http://" + add(process + "-callers", "127.0.0.1:" + served);
    }

    /** All that were asked for, and no other. */
    Part part() {
        folder.writeSecret("links.json", JsonText.asRead(new JsonValue.Arr(List.copyOf(proxies.values()))));
        List<String> command = new ArrayList<>(List.of(binary.toString(), "-host", "127.0.0.1"));
        command.addAll(List.of("-port", Integer.toString(port)));
        command.addAll(List.of("-config", folder.path("links.json").toString()));
        return new Part(
                PART,
                command,
                Map.of("LOG_LEVEL", "error"),
                folder.directory("logs").resolve(PART + ".log"));
    }

    /** The base URL of what cuts them. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Whether it has made them all: it goes on without those whose ports are taken. */
    boolean isReady() {
        HttpRequest all = HttpRequest.newBuilder(URI.create(url() + "/proxies"))
                .timeout(ANSWER_MAX)
                .build();
        try {
            byte[] made = http.send(all, BodyHandlers.ofByteArray()).body();
            return StrictJson.read(made).fieldsOrNone().keySet().equals(proxies.keySet());
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where the proxy of that name listens. */
    private String add(String name, String upstream) {
        String listen = "127.0.0.1:" + ports.of("link-" + name);
        proxies.put(
                name,
                JsonFields.of("name", name)
                        .with("listen", listen)
                        .with("upstream", upstream)
                        .with("enabled", true)
                        .json());
        return listen;
    }
}
