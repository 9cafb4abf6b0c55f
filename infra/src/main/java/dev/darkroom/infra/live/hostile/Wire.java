package dev.darkroom.infra.live.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Connections to one API, on which bytes are sent as they are, where an HTTP library would repair them. */
final class Wire {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final int ANSWER_MAX = 1 << 20;
    private static final int PIECE = 1 << 16;

    private final InetSocketAddress api;

    /** @param url the API's base URL */
    Wire(String url) {
        URI uri = URI.create(url);
        api = new InetSocketAddress(InetAddress.ofLiteral(uri.getHost()), uri.getPort());
    }

    /** A connection from one of this machine's own addresses. */
    Socket connect(String from) throws IOException {
        Socket socket = new Socket();
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.bind(new InetSocketAddress(InetAddress.ofLiteral(from), 0));
        socket.connect(api, (int) PATIENCE.toMillis());
        return socket;
    }

    /** Sends a request and reads until the other side closes, as long as patience lasts. */
    Heard exchange(String request) throws IOException {
        try (Socket socket = connect("127.0.0.1")) {
            Thread sender = Thread.ofVirtual().start(() -> send(socket, request));
            Heard heard = hear(socket);
            sender.interrupt();
            return heard;
        }
    }

    /** One who has heard enough closes the connection while there is more to send. */
    static boolean send(Socket socket, String text) {
        try {
            for (int from = 0; from < text.length(); from += PIECE) {
                String piece = text.substring(from, Math.min(text.length(), from + PIECE));
                socket.getOutputStream().write(piece.getBytes(StandardCharsets.ISO_8859_1));
            }
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static Heard hear(Socket socket) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        boolean closed = true;
        byte[] piece = new byte[PIECE];
        try {
            for (int n = socket.getInputStream().read(piece);
                    n >= 0 && heard.size() < ANSWER_MAX;
                    n = socket.getInputStream().read(piece)) {
                heard.write(piece, 0, n);
            }
        } catch (SocketTimeoutException e) {
            closed = false;
        } catch (SocketException e) {
            // Closed with what we sent unread: the same to us.
        }
        return new Heard(heard.toString(StandardCharsets.ISO_8859_1), closed);
    }
}
