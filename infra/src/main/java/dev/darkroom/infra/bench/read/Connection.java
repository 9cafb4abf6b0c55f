package dev.darkroom.infra.bench.read;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * A connection that stays open, with one request on it at a time. It knows as little HTTP as it takes: what a caller on
 * the same processors spends on a read is missing to the server that is measured.
 */
final class Connection implements AutoCloseable {

    private static final int ANSWER_MILLIS_MAX = (int) Duration.ofSeconds(10).toMillis();
    private static final int OK = 200;
    private static final int BUFFER_BYTES = 64 * 1024;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[BUFFER_BYTES];

    /** Connects. */
    Connection(URI uri) throws IOException {
        socket = new Socket();
        socket.connect(new InetSocketAddress(uri.getHost(), uri.getPort()), ANSWER_MILLIS_MAX);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(ANSWER_MILLIS_MAX);
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /**
     * Sends a request and reads the whole answer.
     *
     * @throws IOException where it is not 200
     */
    void exchange(byte[] request) throws IOException {
        out.write(request);
        int received = 0;
        Optional<AnswerHead> head = Optional.empty();
        while (head.isEmpty()) {
            received += receive(received, buffer.length - received);
            head = AnswerHead.of(buffer, received);
        }
        AnswerHead answer = head.get();
        int left = answer.length() + answer.bodyLength() - received;
        while (left > 0) {
            left -= receive(0, Math.min(left, buffer.length));
        }
        if (answer.status() != OK || left < 0) {
            throw new IOException("answered %d".formatted(answer.status()));
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private int receive(int offset, int most) throws IOException {
        int count = in.read(buffer, offset, most);
        if (count <= 0) {
            throw new EOFException("the connection ended, or the head of the answer is too long");
        }
        return count;
    }
}
