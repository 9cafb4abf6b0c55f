package dev.darkroom.infra.upstream;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Speaks the wire formats of providers on 127.0.0.1, draws pictures, writes down every request, and misbehaves where a
 * prompt or {@code PUT /_faults} says so. Work is kept in memory: after a restart no id is known.
 */
public final class UpstreamServer implements AutoCloseable {

    private static final String FAULTS = "/_faults";
    private static final int SCRIPT_BYTES_MAX = 64 * 1024;

    private final HttpServer server;
    private final RequestLog log;
    private final Script script = new Script();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Callbacks callbacks;

    private UpstreamServer(HttpServer server, RequestLog log) {
        this.server = server;
        this.log = log;
        callbacks = new Callbacks(log, script, threads);
    }

    /**
     * Starts one.
     *
     * @param port 0 for any that is free
     * @param log the file to which a line for each request is added
     * @param delay how long work takes unless its prompt says otherwise
     * @throws java.net.BindException where the port is taken
     */
    public static UpstreamServer open(int port, Path log, Duration delay) throws IOException {
        HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), 0);
        UpstreamServer server = new UpstreamServer(http, RequestLog.at(log));
        Works works = new Works();
        Shared shared = new Shared(server.url(), works, server.script, server.log, server.callbacks, delay);
        Pictures pictures = new Pictures(works, server.script, server.log);
        FalQueue fal = new FalQueue(shared);
        OpenAiImages openai = new OpenAiImages(shared);
        GeminiContent gemini = new GeminiContent(shared);
        ReplicatePredictions replicate = new ReplicatePredictions(shared);
        BflTasks bfl = new BflTasks(shared);
        http.createContext("/", exchange -> answer(exchange, fal::handle));
        http.createContext(OpenAiImages.PATH, exchange -> answer(exchange, openai::handle));
        http.createContext(GeminiContent.PATH, exchange -> answer(exchange, gemini::handle));
        http.createContext(ReplicatePredictions.PATH, exchange -> answer(exchange, replicate::handle));
        http.createContext(BflTasks.PATH, exchange -> answer(exchange, bfl::handle));
        http.createContext(Pictures.PATH, exchange -> answer(exchange, pictures::handle));
        http.createContext(FAULTS, exchange -> answer(exchange, server::faults));
        http.setExecutor(server.threads);
        http.start();
        return server;
    }

    /** Its base URL. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** What answers. */
    @FunctionalInterface
    private interface Route {
        void handle(HttpExchange exchange) throws IOException;
    }

    private static void answer(HttpExchange exchange, Route route) throws IOException {
        try (exchange) {
            route.handle(exchange);
        }
    }

    private void faults(HttpExchange exchange) throws IOException {
        switch (exchange.getRequestMethod()) {
            case "GET" -> Answers.json(exchange, 200, script.json() + "\n");
            case "PUT" -> {
                try {
                    script.set(StrictJson.read(exchange.getRequestBody().readNBytes(SCRIPT_BYTES_MAX)));
                    Answers.json(exchange, 200, script.json() + "\n");
                } catch (BadFieldException e) {
                    Answers.send(exchange, 400, "text/plain", (e.text() + "\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            default -> Answers.send(exchange, 405, "text/plain", new byte[0]);
        }
    }

    @Override
    public void close() throws IOException {
        server.stop(0);
        threads.shutdownNow();
        callbacks.close();
        log.close();
    }
}
