package dev.darkroom.infra.local;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The Temporal of a stack.
 *
 * @param address host and port of its frontend
 * @param uiUrl of its web page; null where it has none
 * @param part the process to run; null where it is somebody else's
 * @param durable whether it remembers after a restart
 */
record TemporalServer(
        String address, @Nullable String uiUrl, @Nullable Part part, boolean durable) {

    static final String PART = "temporal";

    // A workflow that is stuck on a bug is listed; activities start in the worker that has the workflow's task.
    private static final List<String> DYNAMIC_CONFIG = List.of(
            "system.enableActivityEagerExecution=true",
            "matching.enableFairness=true",
            "system.numConsecutiveWorkflowTaskProblemsToTriggerSearchAttribute=2");

    /** Somebody else's server. */
    static TemporalServer given(String address, @Nullable String uiUrl) {
        return new TemporalServer(address, uiUrl, null, true);
    }

    /** The CLI's dev server, with its database in the data folder. */
    static TemporalServer devServer(Path binary, DataFolder folder, Ports ports) {
        int port = ports.of("temporal");
        int uiPort = ports.of("temporal-ui");
        List<String> command = new ArrayList<>(List.of(
                binary.toString(),
                "server",
                "start-dev",
                "--ip",
                "127.0.0.1",
                "--port",
                Integer.toString(port),
                "--ui-port",
                Integer.toString(uiPort),
                "--http-port",
                Integer.toString(ports.of("temporal-http")),
                "--metrics-port",
                Integer.toString(ports.of("temporal-metrics")),
                "--db-filename",
                folder.path("temporal.db").toString(),
                "--log-level",
                "warn",
                "--sqlite-pragma",
                "journal_mode=WAL",
                "--sqlite-pragma",
                "synchronous=NORMAL"));
        DYNAMIC_CONFIG.forEach(value -> command.addAll(List.of("--dynamic-config-value", value)));
        Path log = folder.directory("logs").resolve(PART + ".log");
        return new TemporalServer(
                "127.0.0.1:" + port, "http://127.0.0.1:" + uiPort, new Part(PART, command, Map.of(), log), true);
    }

    /** Temporal in memory. */
    static TemporalServer inMemory(List<String> java, DataFolder folder, Ports ports) {
        int port = ports.of("temporal");
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(MemoryTemporal.class.getName(), Integer.toString(port)));
        Path log = folder.directory("logs").resolve(PART + ".log");
        return new TemporalServer("127.0.0.1:" + port, null, new Part(PART, command, Map.of(), log), false);
    }

    /** The page that lists the workflows. */
    Optional<String> workflowsUrl(String namespace) {
        return Optional.ofNullable(uiUrl).map(url -> "%s/namespaces/%s/workflows".formatted(url, namespace));
    }

    /** The port of the frontend, where it is on this machine. */
    int port() {
        return Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    }
}
