package dev.darkroom.infra.live.receiver;

import dev.darkroom.infra.live.tool.Program;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import dev.darkroom.infra.process.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A receiver of webhooks that runs. It listens at {@code /hook} on the port that it is told, and knows one secret. */
public final class ReceiverProcess implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(20);

    private final Process process;
    private final Path out;
    private final Path log;
    private final URI url;

    private ReceiverProcess(Process process, Path out, Path log, URI url) {
        this.process = process;
        this.out = out;
        this.log = log;
        this.url = url;
    }

    /**
     * Starts one and waits until it listens.
     *
     * @param program what runs it; beside its environment it finds {@code PORT} and {@code WEBHOOK_SECRET}
     */
    public static ReceiverProcess start(Program program, String secret) throws IOException {
        int port = FreePort.find();
        Path out = Files.createDirectories(program.folder()).resolve("receiver.out");
        Path log = out.resolveSibling("receiver.err");
        ProcessBuilder builder = new ProcessBuilder(program.command())
                .directory(program.folder().toFile())
                .redirectError(log.toFile())
                .redirectOutput(out.toFile());
        builder.environment().putAll(program.environment());
        builder.environment().put("PORT", Integer.toString(port));
        builder.environment().put("WEBHOOK_SECRET", secret);
        ReceiverProcess receiver =
                new ReceiverProcess(builder.start(), out, log, URI.create("http://127.0.0.1:%d/hook".formatted(port)));
        try {
            Patience.until("the receiver (log %s)".formatted(log), START_MAX, receiver::listens);
            return receiver;
        } catch (MissException e) {
            receiver.close();
            throw e;
        }
    }

    /** Where it listens. */
    public URI url() {
        return url;
    }

    /** What it has printed to standard output. */
    public List<String> printed() {
        try {
            return Files.readAllLines(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Sends it a request.
     *
     * @return the status of its answer
     */
    public int send(SignedRequest request) throws IOException {
        HttpRequest.Builder post = HttpRequest.newBuilder(url)
                .timeout(ANSWER_MAX)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(request.body()));
        request.headers().forEach(post::header);
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return http.send(post.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MissException("interrupted");
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private boolean listens() {
        MissException.unless(process.isAlive(), "the receiver ended, see " + log);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}
