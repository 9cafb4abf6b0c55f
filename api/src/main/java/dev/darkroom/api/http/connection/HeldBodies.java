package dev.darkroom.api.http.connection;

import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of bodies this process holds or has promised to hold: of all callers, and of each, who has at most half.
 * Safe to use from any thread.
 */
@Singleton
final class HeldBodies {

    private static final int CALLERS_SHARE = 2;

    private final long max;
    private final Map<String, Long> held = new HashMap<>();
    private long total;

    @Inject
    HeldBodies(ConnectionsConfig config) {
        this(config.bodyBytes());
    }

    HeldBodies(long max) {
        this.max = max;
    }

    /** Room that somebody has. */
    final class Room {

        private final String caller;
        private final long bytes;
        private final AtomicBoolean left = new AtomicBoolean();

        private Room(String caller, long bytes) {
            this.caller = caller;
            this.bytes = bytes;
        }

        /** Gives it back; a repeat does nothing. */
        void leave() {
            if (left.compareAndSet(false, true)) {
                free(caller, bytes);
            }
        }
    }

    /** Room for a body; null where there is none now. */
    synchronized @Nullable Room take(String caller, long bytes) {
        long own = held.getOrDefault(caller, 0L);
        if (total + bytes > max || own + bytes > max / CALLERS_SHARE) {
            return null;
        }
        held.put(caller, own + bytes);
        total += bytes;
        return new Room(caller, bytes);
    }

    private synchronized void free(String caller, long bytes) {
        held.computeIfPresent(caller, (who, own) -> own == bytes ? null : own - bytes);
        total -= bytes;
    }

    /** What is held at the moment. */
    synchronized long bytes() {
        return total;
    }

    /** How many callers are remembered. */
    synchronized int callers() {
        return held.size();
    }
}
