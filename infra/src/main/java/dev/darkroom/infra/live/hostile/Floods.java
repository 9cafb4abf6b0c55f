package dev.darkroom.infra.live.hostile;

import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Slow clients by the hundred, of whom the server rids itself in time, while an honest one hardly notices (81). */
final class Floods {

    /** How long the server bears clients who are too slow to ask, by the settings of {@link HostileStack}. */
    private static final Duration BORNE = Duration.ofSeconds(6);

    /** And those who do not read: until all buffers on the way are full, and then for up to two periods. */
    private static final Duration UNREAD_BORNE = Duration.ofSeconds(14);

    /** To look whether a connection is closed is to read what came: then its answers are taken, and it is an idle one. */
    private static final Duration LATE_MAX = Duration.ofSeconds(15);

    /** What an honest client may wait in any case: below it, noise decides about a ratio. */
    private static final Duration P99_FINE = Duration.ofMillis(50);

    /** Until the flood is there: how long it takes to open so many connections is ours as much as the server's. */
    private static final Duration THERE = Duration.ofMillis(500);

    private static final String DOCS = "GET /openapi/native.yml HTTP/1.1\r\nHost: darkroom.example\r\n\r\n";
    private static final String TINY = "GET / HTTP/1.1\r\nHost:\r\n\r\n";
    private static final int MANY = 450;
    private static final int SAMPLES = 1000;
    private static final int TRIES = 3;
    private static final int RATIO_MAX = 2;
    private static final int BODIES = 24;
    private static final int BODY_BYTES = 30 << 20;

    private final Wire wire;
    private final Attacker attacker;
    private final Pulse pulse;
    private final List<String> seen = new ArrayList<>();

    Floods(Wire wire, Attacker attacker, String honestKey) {
        this.wire = wire;
        this.attacker = attacker;
        pulse = new Pulse(wire, honestKey);
    }

    /** All of them, one after another; what an honest client noticed of each. */
    String run() throws IOException {
        warmUp();
        for (Flood flood : all()) {
            bear(flood);
        }
        return "p99 of an honest client, quiet and beside: " + String.join(", ", seen);
    }

    /** What a server does for the first time takes long, and would be counted as the flood's. */
    private void warmUp() throws IOException {
        pulse.p99(SAMPLES);
        for (int i = 0; i < SAMPLES; i++) {
            Heard _ = wire.exchange(DOCS.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
        }
    }

    /** Bodies that are to be held and never end, alone. */
    void bodies() throws IOException {
        bear(held());
    }

    private List<Flood> all() {
        String head = "GET /v1/wallet HTTP/1.1\r\nHost: darkroom.example\r\n";
        return List.of(
                new Flood("idle connections", "", "", MANY, BORNE),
                new Flood("heads that drip", head + "X-Slow: ", "a", MANY, BORNE),
                new Flood(
                        "bodies that drip", attacker.head("HTTP/1.1", "Content-Length: 1000") + "{", " ", MANY, BORNE),
                new Flood("requests by the thousand at once", DOCS + TINY.repeat(2500), "", MANY, BORNE),
                new Flood("answers that nobody reads", DOCS.repeat(60), "", MANY / 10, UNREAD_BORNE),
                held());
    }

    private Flood held() {
        String head = attacker.head("HTTP/1.1", "Content-Length: " + (BODY_BYTES + 1))
                .replace(Attacker.GENERATE, Attacker.EDIT);
        return new Flood("bodies of 30 MB without an end", head + " ".repeat(BODY_BYTES), "", BODIES, BORNE);
    }

    /** A machine that has other work to do hinders an honest client now and then; a flood that does, does so each time. */
    private void bear(Flood flood) throws IOException {
        for (int i = 1; !isBorne(flood); i++) {
            MissException.unless(i < TRIES, "an honest client was held up: " + String.join(", ", seen));
        }
    }

    private boolean isBorne(Flood flood) throws IOException {
        Duration quiet = pulse.p99(SAMPLES);
        long begun = System.nanoTime();
        try (Flood.Running running = flood.begin(wire)) {
            Patience.sleep(THERE);
            Duration p99 = pulse.p99(SAMPLES);
            seen.add("%s %d and %d ms".formatted(flood.name(), quiet.toMillis(), p99.toMillis()));
            Duration rest = flood.borne().minusNanos(System.nanoTime() - begun);
            Patience.sleep(rest.isNegative() ? Duration.ZERO : rest);
            Patience.until(
                    flood.name() + ", closed by the server", LATE_MAX, () -> running.opened() == running.closed());
            return p99.compareTo(P99_FINE) <= 0 || p99.compareTo(quiet.multipliedBy(RATIO_MAX)) <= 0;
        }
    }
}
