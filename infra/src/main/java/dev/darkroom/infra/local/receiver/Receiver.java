package dev.darkroom.infra.local.receiver;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/** Takes webhooks on 127.0.0.1, checks their signatures, and shows them. */
final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private Receiver(HttpServer server) {
        this.server = server;
    }

    /**
     * Starts one.
     *
     * @param port 0 for any that is free
     * @param guide what the page tells of how to send something here
     * @param arrived told of every delivery, by several threads
     * @throws java.net.BindException where the port is taken
     */
    static Receiver open(int port, Secrets secrets, Guide guide, Consumer<Delivery> arrived) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        Receiver receiver = new Receiver(server);
        server.createContext("/", new Routes(receiver.port(), secrets, guide, arrived));
        server.setExecutor(receiver.threads);
        server.start();
        return receiver;
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Its base URL. */
    String url() {
        return "http://127.0.0.1:" + port();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }
}
