package dev.darkroom.infra.live.hostile;

import dev.darkroom.infra.live.world.MissException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** An honest client on a connection of its own, which reads its wallet and asks a price in turn. */
final class Pulse {

    private static final String END_OF_HEAD = "\r\n\r\n";
    private static final double P99 = 0.99;

    private final Wire wire;
    private final String[] requests;

    Pulse(Wire wire, String key) {
        this.wire = wire;
        String headers = " HTTP/1.1\r\nHost: darkroom.example\r\nX-API-Key: " + key + "\r\n";
        requests = new String[] {
            "GET /v1/wallet" + headers + "\r\n",
            "POST %s?dry_run=true%sContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s"
                    .formatted(Attacker.GENERATE, headers, Attacker.FINE.length(), Attacker.FINE)
        };
    }

    /** Asks so often, each answer being 200, and tells how long 99 of 100 answers took at most. */
    Duration p99(int samples) throws IOException {
        long[] nanos = new long[samples];
        try (Socket socket = wire.connect("127.0.0.1")) {
            socket.setTcpNoDelay(true);
            for (int i = 0; i < samples; i++) {
                long begun = System.nanoTime();
                socket.getOutputStream().write(requests[i % requests.length].getBytes(StandardCharsets.US_ASCII));
                answer(socket.getInputStream());
                nanos[i] = System.nanoTime() - begun;
            }
        }
        Arrays.sort(nanos);
        return Duration.ofNanos(nanos[(int) Math.ceil(samples * P99) - 1]);
    }

    private static void answer(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf(END_OF_HEAD) < 0) {
            int next = in.read();
            MissException.unless(next >= 0, "the honest client was hung up on");
            head.append((char) next);
        }
        String text = head.toString().toLowerCase(Locale.ROOT);
        MissException.unless(text.startsWith("http/1.1 200 "), "the honest client was answered " + head);
        String length = text.substring(text.indexOf("content-length: ") + 16);
        in.skipNBytes(Long.parseLong(length.substring(0, length.indexOf('\r'))));
    }
}
