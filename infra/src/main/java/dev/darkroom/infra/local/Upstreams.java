package dev.darkroom.infra.local;

import dev.darkroom.infra.upstream.UpstreamProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stack's simulator of upstreams: a process of its own, since it is to be killed and to misbehave by itself. */
final class Upstreams {

    static final String PART = "upstreams";

    private static final String KEY = "simulated";

    private final DataFolder folder;
    private final int port;

    Upstreams(DataFolder folder, Ports ports) {
        this.folder = folder;
        this.port = ports.of(PART);
    }

    Part part() {
        List<String> command = new ArrayList<>(Java.ownCommand("256m"));
        command.addAll(1, List.of("-XX:TieredStopAtLevel=1"));
        command.addAll(UpstreamProcess.arguments(port, requests()));
        Path log = folder.directory("logs").resolve(PART + ".log");
        return new Part(PART, command, Map.of(), log);
    }

    /** What points the product at it. */
    Map<String, String> environment() {
        return Map.of("DARKROOM_FAL_KEY", KEY, "DARKROOM_FAL_URL", url());
    }

    /** Its base URL. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** The file with a line for each request. */
    Path requests() {
        return folder.path("upstream.jsonl");
    }

    boolean isReady() {
        return Ports.answers(port);
    }
}
