package dev.darkroom.api.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** Bytes sent as they are, where an HTTP library would repair them. */
public final class RawHttp {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final String END_OF_HEAD = "\r\n\r\n";

    private final int port;

    public RawHttp(TestApi api) {
        port = URI.create(api.url()).getPort();
    }

    /**
     * A response, and what came after it.
     *
     * @param head the status line and the headers
     * @param rest what the connection brought beyond this one response, before it was closed
     */
    public record Answer(String head, String body, String rest) {

        public int status() {
            return Integer.parseInt(head.split(" ", 3)[1]);
        }

        /** The first header of that name; empty where there is none. */
        public String header(String name) {
            return RawHttp.header(head, name).orElse("");
        }
    }

    /**
     * A request with a body, or without one where that is empty.
     *
     * @param start method, target and version
     * @param headers whole lines
     */
    public static byte[] request(String start, byte[] body, String... headers) {
        StringBuilder head = new StringBuilder(start).append("\r\n");
        for (String header : headers) {
            head.append(header).append("\r\n");
        }
        if (body.length > 0) {
            head.append("Content-Length: ").append(body.length).append("\r\n");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
        bytes.writeBytes(body);
        return bytes.toByteArray();
    }

    /** A connection of the test's own. */
    public Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
        return socket;
    }

    /**
     * Sends a request and reads all that comes until the server closes the connection, which it has to.
     *
     * @param more what is sent a moment later
     * @return empty where nothing comes at all
     */
    public Optional<Answer> exchange(byte[] request, byte[]... more) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            for (byte[] part : more) {
                TestApi.pause(PAUSE);
                send(socket, part);
            }
            return answer(request, received(socket));
        }
    }

    /** What comes on a connection of the test's own until the server closes it. */
    public static Answer read(Socket socket) throws IOException {
        return answer(new byte[0], received(socket)).orElseThrow(() -> new AssertionError("no answer"));
    }

    /** Sends the beginning of a request, and hangs up: it will never be whole. */
    public Optional<Answer> abandon(byte[] request) throws IOException {
        try (Socket socket = connect()) {
            send(socket, request);
            socket.shutdownOutput();
            return answer(request, received(socket));
        }
    }

    /** A server that has heard enough closes the connection while there is more to send. */
    private static void send(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
        } catch (SocketException e) {
            // What it has answered is read all the same.
        }
    }

    private static byte[] received(Socket socket) throws IOException {
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            for (int n = socket.getInputStream().read(buffer);
                    n >= 0;
                    n = socket.getInputStream().read(buffer)) {
                received.write(buffer, 0, n);
            }
        } catch (SocketTimeoutException e) {
            String text = received.toString(StandardCharsets.ISO_8859_1);
            throw new AssertionError("the connection is not closed; received so far: " + text, e);
        } catch (SocketException e) {
            // Closed with what we sent unread: the same to us.
        }
        return received.toByteArray();
    }

    private static Optional<Answer> answer(byte[] request, byte[] received) {
        if (received.length == 0) {
            return Optional.empty();
        }
        String text = new String(received, StandardCharsets.ISO_8859_1);
        int end = text.indexOf(END_OF_HEAD);
        if (end < 0) {
            throw new AssertionError("no head of a response: " + text);
        }
        String head = text.substring(0, end);
        String after = text.substring(end + END_OF_HEAD.length());
        boolean bodyless = new String(request, StandardCharsets.ISO_8859_1).startsWith("HEAD ");
        int length = bodyless
                ? 0
                : header(head, "Content-Length").map(Integer::parseInt).orElse(0);
        if (after.length() < length) {
            throw new AssertionError("half a response: " + text);
        }
        byte[] body = after.substring(0, length).getBytes(StandardCharsets.ISO_8859_1);
        return Optional.of(new Answer(head, new String(body, StandardCharsets.UTF_8), after.substring(length)));
    }

    private static Optional<String> header(String head, String name) {
        String start = name.toLowerCase(Locale.ROOT) + ":";
        return head.lines()
                .skip(1)
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).trim())
                .findFirst();
    }
}
