package dev.darkroom.infra.local;

import dev.darkroom.infra.local.receiver.ReceiverProcess;
import dev.darkroom.infra.local.receiver.Secrets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The stack's receiver of webhooks: a small process, since whatever is sent to it is not to hurt the others. */
final class WebhookReceiver {

    static final String PART = "webhooks";

    private final DataFolder folder;
    private final int port;
    private final int apiPort;

    WebhookReceiver(DataFolder folder, Ports ports, int apiPort) {
        this.folder = folder;
        this.port = ports.of(PART);
        this.apiPort = apiPort;
    }

    Part part() {
        List<String> command = new ArrayList<>(Java.ownCommand("96m"));
        command.addAll(1, List.of("-XX:TieredStopAtLevel=1"));
        command.addAll(ReceiverProcess.arguments(port, folder.path(""), "http://127.0.0.1:" + apiPort));
        Path log = folder.directory("logs").resolve(PART + ".log");
        return new Part(PART, command, Map.of(), log);
    }

    /** Its base URL. */
    String url() {
        return "http://127.0.0.1:" + port;
    }

    boolean isReady() {
        return Ports.answers(port);
    }

    /** Has it check signatures against that secret too, from now on. */
    void remember(String secret) {
        Secrets.in(folder.path(Secrets.FILE)).add(secret);
    }
}
