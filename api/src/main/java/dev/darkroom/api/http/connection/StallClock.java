package dev.darkroom.api.http.connection;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Closes a connection whose client does not take its answer: while more waits for it than the connection's buffers hold, it
 * takes at least {@link #BYTES_MIN} bytes in each period. What waits in the buffers alone is left to the other time-outs.
 */
final class StallClock {

    /** What a client takes at least in one period. */
    static final int BYTES_MIN = 16 * 1024;

    private final Channel channel;
    private final Duration period;
    private @Nullable Future<?> running;
    private long written;
    private long takenBefore;

    StallClock(Channel channel, Duration period) {
        this.channel = channel;
        this.period = period;
    }

    /** So much more is to be taken. */
    void wrote(long bytes) {
        written += bytes;
    }

    /** The client has begun to fall behind, or to catch up. */
    void changed() {
        if (channel.isWritable()) {
            stop();
        } else if (running == null) {
            takenBefore = taken();
            start();
        }
    }

    void stop() {
        if (running != null) {
            running.cancel(false);
            running = null;
        }
    }

    private void start() {
        running = channel.eventLoop().schedule(this::look, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        long taken = taken();
        if (taken - takenBefore < BYTES_MIN) {
            running = null;
            ChannelFuture _ = channel.close();
            return;
        }
        takenBefore = taken;
        start();
    }

    /** How many bytes the connection has taken, but for a few that each message costs beside its own. */
    private long taken() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? written : written - buffer.totalPendingWriteBytes() + buffer.currentProgress();
    }
}
