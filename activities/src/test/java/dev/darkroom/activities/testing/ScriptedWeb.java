package dev.darkroom.activities.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** A web server on this machine that answers byte by byte what a test wrote, well-formed or not. */
public final class ScriptedWeb implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *(\\d+)");

    private final Map<String, SocketScript> scripts = new ConcurrentHashMap<>();
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch hungUp = new CountDownLatch(1);
    private final ServerSocket server;
    private final Thread accepting;
    private final String scheme;

    /** What is written for one path. A write that fails ends it: the client has hung up. */
    @FunctionalInterface
    public interface Script {
        void answer(OutputStream out) throws IOException;
    }

    /** What is done with the connection itself. */
    @FunctionalInterface
    public interface SocketScript {
        void answer(Socket socket) throws IOException;
    }

    public ScriptedWeb() throws IOException {
        this(null);
    }

    /** @param tls with a certificate to show; null for plain HTTP */
    public ScriptedWeb(@Nullable SSLContext tls) throws IOException {
        InetAddress here = InetAddress.ofLiteral("127.0.0.1");
        server = tls == null
                ? new ServerSocket(0, 50, here)
                : tls.getServerSocketFactory().createServerSocket(0, 50, here);
        scheme = tls == null ? "http" : "https";
        accepting = Thread.ofVirtual().start(this::accept);
    }

    /** Sets what is answered for a path. */
    public ScriptedWeb on(String path, Script script) {
        return onSocket(path, socket -> {
            script.answer(socket.getOutputStream());
            socket.getOutputStream().flush();
        });
    }

    /** Sets what is done with the connection of a request for a path. */
    public ScriptedWeb onSocket(String path, SocketScript script) {
        scripts.put(path, script);
        return this;
    }

    /** Sets an answer of a status line, headers and a body. */
    public ScriptedWeb on(String path, String head, byte[] body) {
        return on(path, out -> {
            write(out, head + "\r\n\r\n");
            out.write(body);
        });
    }

    public String url(String path) {
        return url("127.0.0.1", path);
    }

    /** A URL with another name for this server. */
    public String url(String host, String path) {
        return scheme + "://" + host + ":" + server.getLocalPort() + path;
    }

    /** The requests that came, from their first line to their last header. */
    public List<String> heads() {
        return heads;
    }

    /** The bodies of those requests; a request without one has an empty one. */
    public List<String> bodies() {
        return bodies;
    }

    /** How many connections were made, whatever came of them. */
    public int connections() {
        return connections.get();
    }

    public int port() {
        return server.getLocalPort();
    }

    /** Waits until a client hangs up before it has got everything. */
    public boolean sawHangUp() throws InterruptedException {
        return hungUp.await(5, TimeUnit.SECONDS);
    }

    public static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** Ends a connection the rude way. */
    public static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Writes a byte now and then, until the client has had enough. */
    public static void drip(OutputStream out) throws IOException {
        while (true) {
            out.write('x');
            out.flush();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /**
     * Ends the server. Its port refuses connections once this has returned: a socket that is closed while a thread is
     * about to accept from it stays open until that thread is done, and takes one more connection.
     */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            accepting.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            String head = head(socket.getInputStream());
            bodies.add(body(head, socket.getInputStream()));
            heads.add(head);
            SocketScript script = scripts.get(head.split(" ")[1]);
            if (script == null) {
                write(socket.getOutputStream(), "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n");
            } else {
                script.answer(socket);
            }
        } catch (IOException e) {
            hungUp.countDown();
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static String body(String head, InputStream in) throws IOException {
        Matcher length = LENGTH.matcher(head);
        int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
        return new String(in.readNBytes(bytes), StandardCharsets.UTF_8);
    }
}
