package dev.darkroom.activities.testing;

import dev.darkroom.activities.db.DbConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line to the database that a test can cut: all of it, or just when the answer to a COMMIT is due. */
public final class DatabaseLink implements AutoCloseable {

    private static final Pattern URL = Pattern.compile("jdbc:mysql://([^:/]+):(\\d+)/(.*)");

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final DbConfig through;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger commitsToLose = new AtomicInteger();
    private volatile boolean cut;
    private volatile boolean frozen;
    private volatile boolean cutAfterCommit;

    public DatabaseLink(DbConfig config) throws IOException {
        Matcher url = URL.matcher(config.url());
        if (!url.matches()) {
            throw new IllegalArgumentException("not a URL of host, port and schema");
        }
        target = new InetSocketAddress(url.group(1), Integer.parseInt(url.group(2)));
        server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        through = new DbConfig(
                "jdbc:mysql://127.0.0.1:%d/%s?sslMode=DISABLED&allowPublicKeyRetrieval=true"
                        .formatted(server.getLocalPort(), url.group(3)),
                config.user(),
                config.password(),
                config.poolSize(),
                config.timeout(),
                config.poolWait());
        Thread.ofVirtual().name("database-link").start(this::accept);
    }

    /** The same database, through this line, which has to be able to read along. */
    public DbConfig config() {
        return through;
    }

    /** Lets that many COMMITs arrive and loses their answers, and the connections with them. */
    public void loseAnswersToCommits(int count) {
        commitsToLose.set(count);
    }

    /** Lets one COMMIT arrive and loses its answer, and whatever is tried after it. */
    public void cutAfterNextCommit() {
        cutAfterCommit = true;
        commitsToLose.set(1);
    }

    /** Cuts every connection and refuses new ones. */
    public void cut() {
        cut = true;
        sockets.forEach(DatabaseLink::close);
    }

    /** Keeps every connection, and lets nothing through. */
    public void freeze() {
        frozen = true;
    }

    public void mend() {
        frozen = false;
        cut = false;
        cutAfterCommit = false;
    }

    @Override
    public void close() throws IOException {
        cut();
        server.close();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = server.accept();
                if (cut) {
                    close(client);
                    continue;
                }
                Socket upstream = new Socket();
                upstream.connect(target);
                sockets.add(client);
                sockets.add(upstream);
                if (cut) {
                    close(client);
                    close(upstream);
                }
                Thread.ofVirtual().start(() -> pump(client, upstream, true));
                Thread.ofVirtual().start(() -> pump(upstream, client, false));
            }
        } catch (IOException e) {
            // Closed: the test is over.
        }
    }

    private void pump(Socket from, Socket to, boolean request) {
        byte[] buffer = new byte[64 * 1024];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
                while (frozen) {
                    Thread.sleep(10);
                }
                boolean lose = request && isCommit(buffer, length) && takeOne();
                if (lose) {
                    close(from);
                    if (cutAfterCommit) {
                        cut = true;
                        sockets.stream().filter(socket -> !socket.equals(to)).forEach(DatabaseLink::close);
                    }
                }
                out.write(buffer, 0, length);
                out.flush();
                if (lose) {
                    Thread.sleep(50);
                    return;
                }
            }
        } catch (IOException e) {
            // One side is gone; the other follows.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private boolean takeOne() {
        return commitsToLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static boolean isCommit(byte[] buffer, int length) {
        return length < 64
                && new String(buffer, 0, length, StandardCharsets.ISO_8859_1)
                        .regionMatches(true, Math.max(0, length - 6), "COMMIT", 0, 6);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It was closed before.
        }
    }
}
