package dev.darkroom.api.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one time-out that runs on a connection, if any, for what its client sends. None runs while the client waits for an
 * answer, or is behind with taking one: what it sends meanwhile may be left unread by us.
 */
final class ConnectionClock {

    private final Channel channel;
    private final ConnectionsConfig config;
    private @Nullable Future<?> running;
    private Phase phase = Phase.IDLE;
    private int unanswered;

    private enum Phase {
        IDLE,
        HEAD,
        BODY
    }

    ConnectionClock(Channel channel, ConnectionsConfig config) {
        this.channel = channel;
        this.config = config;
        enter(Phase.IDLE);
    }

    /** Something has come. */
    void begin() {
        if (phase == Phase.IDLE) {
            enter(Phase.HEAD);
        }
    }

    /** The head of a request is complete. */
    void head() {
        unanswered++;
        enter(Phase.BODY);
    }

    /** A request is complete. */
    void end() {
        enter(Phase.IDLE);
    }

    /** An answer is complete. */
    void answered() {
        unanswered = Math.max(0, unanswered - 1);
        // Where a request is answered before its body is complete, that body has no more time than before.
        if (phase != Phase.BODY || unanswered > 0) {
            enter(phase);
        }
    }

    /** The client has begun to fall behind with taking answers, or has caught up. */
    void changed() {
        enter(phase);
    }

    void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    private void enter(Phase next) {
        phase = next;
        stop();
        int own = next == Phase.BODY ? 1 : 0;
        if (unanswered <= own && channel.isWritable()) {
            running = channel.eventLoop().schedule(this::close, limit().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Duration limit() {
        return switch (phase) {
            case IDLE -> config.idleTimeout();
            case HEAD -> config.headTimeout();
            case BODY -> config.bodyTimeout();
        };
    }

    private void close() {
        ChannelFuture _ = channel.close();
    }
}
