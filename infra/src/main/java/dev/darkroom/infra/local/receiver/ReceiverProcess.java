package dev.darkroom.infra.local.receiver;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A process of its own: the receiver of a local stack. */
public final class ReceiverProcess {

    private ReceiverProcess() {}

    /**
     * What it is to be started with.
     *
     * @param data the stack's data folder
     * @param api the base URL of the stack's API
     */
    public static List<String> arguments(int port, Path data, String api) {
        return List.of(ReceiverProcess.class.getName(), Integer.toString(port), data.toString(), api);
    }

    /**
     * Runs until the process is ended.
     *
     * @param args as {@link #arguments} makes them
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path data = Path.of(args[1]);
        Secrets secrets = Secrets.in(data.resolve(Secrets.FILE));
        Guide guide = Guide.readingKey(args[2], data.resolve(ListenCommand.READY_FILE));
        try (Receiver _ = Receiver.open(Integer.parseInt(args[0]), secrets, guide, _ -> {})) {
            new CountDownLatch(1).await();
        }
    }
}
