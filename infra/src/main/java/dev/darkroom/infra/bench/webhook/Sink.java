package dev.darkroom.infra.bench.webhook;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A receiver that notes when the first byte of each call arrived. It can be told to hang: then it accepts, and neither
 * reads nor answers, until it is told to go on.
 */
final class Sink implements AutoCloseable {

    private static final int BACKLOG = 200;
    private static final int READ_MILLIS_MAX = (int) Duration.ofSeconds(15).toMillis();
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final byte[] ANSWER =
            "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern HEAD = Pattern.compile(
            "POST (/\\S+) (?s:.*?)\r\ncontent-length: *(\\d+)(?s:.*?)\r\n\r\n", Pattern.CASE_INSENSITIVE);

    private final String host;
    private final ServerSocket server = new ServerSocket();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, CompletableFuture<Instant>> expected = new ConcurrentHashMap<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger hung = new AtomicInteger();
    private final Object mood = new Object();
    private boolean hangs;

    /**
     * Listens.
     *
     * @param host a name of this machine's own, by which it is called
     */
    Sink(String host) throws IOException {
        this.host = host;
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        threads.execute(this::accept);
    }

    /**
     * A call that is to come.
     *
     * @param url of its own
     * @param firstByte when it came
     */
    record Call(String url, CompletableFuture<Instant> firstByte) {}

    /** Makes a URL, and waits for a call of it. */
    Call expect() {
        String path = "/" + UUID.randomUUID();
        CompletableFuture<Instant> firstByte = new CompletableFuture<>();
        expected.put(path, firstByte);
        return new Call("http://%s:%d%s".formatted(host, server.getLocalPort(), path), firstByte);
    }

    /** From now on, every call hangs. */
    void hang() {
        synchronized (mood) {
            hangs = true;
            hung.set(0);
        }
    }

    /** Answers all that hang, and whatever comes. */
    void heal() {
        synchronized (mood) {
            hangs = false;
            mood.notifyAll();
        }
    }

    /** How many calls have hung since it was last told to. */
    int hung() {
        return hung.get();
    }

    @Override
    public void close() throws IOException {
        heal();
        server.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.close();
    }

    private void accept() {
        while (true) {
            try {
                Socket socket = server.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            await();
            socket.setSoTimeout(READ_MILLIS_MAX);
            receive(socket.getInputStream());
            socket.getOutputStream().write(ANSWER);
        } catch (IOException e) {
            // Who called has hung up: its next attempt is another call.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private void await() throws InterruptedException {
        synchronized (mood) {
            if (hangs) {
                hung.incrementAndGet();
            }
            while (hangs) {
                mood.wait();
            }
        }
    }

    private void receive(InputStream in) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        int received = in.read(buffer);
        Instant firstByte = Instant.now();
        while (received > 0 && received < buffer.length) {
            String text = new String(buffer, 0, received, StandardCharsets.ISO_8859_1);
            Matcher head = HEAD.matcher(text);
            if (head.lookingAt() && received >= head.end() + Integer.parseInt(head.group(2))) {
                Optional.ofNullable(expected.remove(head.group(1))).ifPresent(call -> call.complete(firstByte));
                return;
            }
            int more = in.read(buffer, received, buffer.length - received);
            received = more < 0 ? 0 : received + more;
        }
        throw new IOException("no call, or too long a one");
    }
}
