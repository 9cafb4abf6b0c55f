package dev.darkroom.infra.bench.read;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers each path {@code /<status>/<bytes>} so, and remembers who asked for what. */
final class StaticServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> paths = Collections.synchronizedList(new ArrayList<>());

    StaticServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            String[] steps = exchange.getRequestURI().getPath().split("/");
            byte[] body = new byte[Integer.parseInt(steps[2])];
            exchange.sendResponseHeaders(Integer.parseInt(steps[1]), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.setExecutor(threads);
        server.start();
    }

    URI uri(int status, int bytes) {
        return URI.create(
                "http://127.0.0.1:%d/%d/%d".formatted(server.getAddress().getPort(), status, bytes));
    }

    List<String> paths() {
        return List.copyOf(paths);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
