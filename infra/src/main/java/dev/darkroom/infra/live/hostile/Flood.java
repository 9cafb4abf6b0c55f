package dev.darkroom.infra.live.hostile;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Many connections of one address whose clients are too slow, each in the same way.
 *
 * @param name what they do
 * @param start what each sends at once
 * @param drip what it sends again and again after it; empty for nothing
 * @param many how many there are
 * @param borne after how long the server has closed them all
 */
record Flood(String name, String start, String drip, int many, Duration borne) {

    private static final Duration EVERY = Duration.ofMillis(250);

    /** The one who does not ask. */
    private static final String ADDRESS = "127.0.0.2";

    /** The connections as they are now. */
    static final class Running implements AutoCloseable {

        private static final int PIECE = 1 << 16;
        private static final int READ_MAX = 64 << 20;
        private static final int SILENCE_MILLIS = 20;

        private final List<Socket> sockets = new ArrayList<>();
        private final AtomicBoolean over = new AtomicBoolean();
        private int refused;

        /** How many the other side has closed, the ones included that it never let in. */
        synchronized int closed() {
            return refused + (int) sockets.stream().filter(Running::isClosed).count();
        }

        synchronized int opened() {
            return sockets.size() + refused;
        }

        private synchronized void add(Socket socket) {
            sockets.add(socket);
        }

        private synchronized List<Socket> now() {
            return List.copyOf(sockets);
        }

        /** Reads what there is: an end comes at once, or not at all. */
        private static boolean isClosed(Socket socket) {
            byte[] some = new byte[PIECE];
            try {
                socket.setSoTimeout(SILENCE_MILLIS);
                int n = 0;
                for (int read = 0; n >= 0 && read < READ_MAX; read += n) {
                    n = socket.getInputStream().read(some);
                }
                return n < 0;
            } catch (SocketTimeoutException e) {
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public void close() throws IOException {
            over.set(true);
            for (Socket socket : now()) {
                socket.close();
            }
        }
    }

    /** Opens them, and keeps dripping until it is closed. */
    Running begin(Wire wire) {
        Running running = new Running();
        for (int i = 0; i < many; i++) {
            try {
                Socket socket = wire.connect(ADDRESS);
                running.add(socket);
                Thread.ofVirtual().start(() -> Wire.send(socket, start));
            } catch (IOException e) {
                running.refused++;
            }
        }
        if (!drip.isEmpty()) {
            Thread.ofVirtual().start(() -> drip(running));
        }
        return running;
    }

    private void drip(Running running) {
        try {
            while (!running.over.get()) {
                for (Socket socket : running.now()) {
                    boolean _ = Wire.send(socket, drip);
                }
                Thread.sleep(EVERY);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
