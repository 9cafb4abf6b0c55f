package dev.darkroom.infra.local;

import dev.darkroom.infra.process.Clocks;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The product's own processes: darkroom.jar in its roles, told by environment variables where everything is. */
final class Applications {

    static final String WORKER = "worker";
    static final String API = "api";
    private static final String ALL = "all";

    private final StackOptions options;
    private final DataFolder folder;
    private final Ports ports;
    private final Map<String, String> common;
    private final @Nullable Links links;

    /** @param links what is between these processes and what they talk to; null for nothing */
    Applications(
            StackOptions options,
            DataFolder folder,
            Ports ports,
            Map<String, String> connections,
            @Nullable Links links) {
        this.options = options;
        this.folder = folder;
        this.ports = ports;
        common = common(connections);
        this.links = links;
    }

    /**
     * A process of the product.
     *
     * @param url where callers ask it, where it serves
     */
    record Application(Part part, String url, int managementPort, boolean serves, boolean works) {}

    /** All of them, in the order in which they start. */
    List<Application> all() {
        List<Application> all = new ArrayList<>();
        if (!options.split()) {
            all.add(application(API, ALL, options.port(), true, true));
            return all;
        }
        for (int i = 1; i <= options.workers(); i++) {
            all.add(application(WORKER + "-" + i, WORKER, 0, false, true));
        }
        for (int i = 1; i <= options.apis(); i++) {
            int port = i == 1 ? options.port() : ports.of(API + "-" + i);
            all.add(application(API + "-" + i, API, port, true, false));
        }
        return all;
    }

    /** What a command of an operator runs with. */
    List<String> command(List<String> arguments) {
        List<String> command = new ArrayList<>(Java.command("256m"));
        command.addAll(List.of("-jar", jar()));
        command.addAll(arguments);
        return command;
    }

    Map<String, String> environment() {
        return common;
    }

    private Application application(String name, String role, int port, boolean serves, boolean works) {
        int managementPort = ports.of(name + "-management");
        Map<String, String> environment = new LinkedHashMap<>(links == null ? common : links.before(name, common));
        environment.put("DARKROOM_PORT", Integer.toString(port));
        environment.put("DARKROOM_MANAGEMENT_PORT", Integer.toString(managementPort));
        if (options.clockLibrary() != null) {
            environment.putAll(Clocks.of(folder.path("")).environment(options.clockLibrary(), name));
        }
        List<String> command = new ArrayList<>(Java.command(options.heap()));
        command.addAll(List.of("-jar", jar(), role));
        Path log = folder.directory("logs").resolve(name + ".log");
        String url = links == null || !serves ? "http://127.0.0.1:" + port : links.callers(name, port);
        return new Application(new Part(name, command, environment, log), url, managementPort, serves, works);
    }

    /**
     * What a stack on a laptop needs; what is given in the environment comes first, but not before where the stack's own
     * parts are.
     */
    private Map<String, String> common(Map<String, String> connections) {
        Map<String, String> unlessGiven = new LinkedHashMap<>();
        unlessGiven.put("DARKROOM_PUBLIC_URL", "http://127.0.0.1:" + options.port());
        unlessGiven.put("DARKROOM_MASTER_KEYS", folder.secret("master-keys", true));
        unlessGiven.put("DARKROOM_BLOB_FOLDER", folder.directory("artifacts").toString());
        unlessGiven.put("DARKROOM_SANDBOX", "on");
        unlessGiven.put("DARKROOM_SANDBOX_TIMEOUT", "20s");
        unlessGiven.put("DARKROOM_NETWORK_ALLOW_HTTP", "true");
        unlessGiven.put("DARKROOM_NETWORK_ALLOW_LOCAL", "true");
        unlessGiven.put("DARKROOM_WORKER_HEARTBEAT_TIMEOUT", "10s");
        unlessGiven.put("DARKROOM_WORKER_SWEEP_EVERY", "5s");
        unlessGiven.put("DARKROOM_WORKER_DRAIN", "8s");
        Map<String, String> environment = new LinkedHashMap<>();
        unlessGiven.forEach(
                (name, value) -> environment.put(name, System.getenv().getOrDefault(name, value)));
        environment.putAll(connections);
        environment.put("DARKROOM_HOST", "127.0.0.1");
        return environment;
    }

    private String jar() {
        return options.home().resolve("api/target/darkroom.jar").toString();
    }
}
