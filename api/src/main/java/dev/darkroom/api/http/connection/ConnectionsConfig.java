package dev.darkroom.api.http.connection;

import dev.darkroom.activities.config.Bounds;
import dev.darkroom.activities.config.Setting;
import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.core.bind.annotation.Bindable;
import java.time.Duration;

/**
 * How many connections each listener has, and how slow they may be. How long an answer takes to be made is not limited
 * here: a caller may wait for its job.
 *
 * @param max open at once
 * @param perAddress open at once of one address, or of one IPv6 network of 64 bits; trusted proxies are not counted
 * @param headTimeout from the first byte of a request to the end of its head
 * @param bodyTimeout from the head to the end of the body
 * @param idleTimeout from one request to the next
 * @param stallTimeout how long a client takes no more than a few bytes of an answer that waits for it
 * @param bodyBytes of bodies that are held as a whole, at once; a caller has at most half of it
 */
@Introspected
@ConfigurationProperties("darkroom.connections")
public record ConnectionsConfig(
        @Setting("Connections open at once at each port, 10 to 100000; further ones are closed")
        @Bindable(defaultValue = "10000")
        int max,

        @Setting("Connections of one address, 10 to 100000; a trusted proxy may have all")
        @Bindable(defaultValue = "2500")
        int perAddress,

        @Setting("How long the head of a request may take, 1s to 60s") @Bindable(defaultValue = "10s")
        Duration headTimeout,

        @Setting("How long the body of a request may take, 1s to 10m") @Bindable(defaultValue = "2m")
        Duration bodyTimeout,

        @Setting("How long a connection may be silent between requests, 1s to 10m") @Bindable(defaultValue = "60s")
        Duration idleTimeout,

        @Setting("How long a client may take nothing of an answer that waits for it, 1s to 5m")
        @Bindable(defaultValue = "60s")
        Duration stallTimeout,

        @Setting("Bytes of JSON bodies held at once, 67108864 to 17179869184, a caller at most half; beyond it is 503")
        @Bindable(defaultValue = "100663296")
        long bodyBytes) {

    private static final int MOST = 100_000;
    private static final int LEAST = 10;
    // Half of it is room for one body as large as a body may be.
    private static final long BODIES_LEAST = 64L << 20;
    private static final long BODIES_MOST = 16L << 30;
    private static final Duration SECOND = Duration.ofSeconds(1);

    public ConnectionsConfig {
        Bounds.within("DARKROOM_CONNECTIONS_MAX", max, LEAST, MOST);
        Bounds.within("DARKROOM_CONNECTIONS_PER_ADDRESS", perAddress, LEAST, MOST);
        Bounds.within("DARKROOM_CONNECTIONS_HEAD_TIMEOUT", headTimeout, SECOND, Duration.ofSeconds(60));
        Bounds.within("DARKROOM_CONNECTIONS_BODY_TIMEOUT", bodyTimeout, SECOND, Duration.ofMinutes(10));
        Bounds.within("DARKROOM_CONNECTIONS_IDLE_TIMEOUT", idleTimeout, SECOND, Duration.ofMinutes(10));
        Bounds.within("DARKROOM_CONNECTIONS_STALL_TIMEOUT", stallTimeout, SECOND, Duration.ofMinutes(5));
        Bounds.within("DARKROOM_CONNECTIONS_BODY_BYTES", bodyBytes, BODIES_LEAST, BODIES_MOST);
    }
}
