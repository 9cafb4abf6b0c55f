package dev.darkroom.activities.webhook.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.darkroom.activities.webhook.send.Attempt;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Who may be called at once, by this worker: a host that hangs, an endpoint that has been failing and a tenant with many
 * of either hold up nobody else. Whoever finds no room waits a little, and then comes back later, which is no attempt.
 */
@Singleton
final class Receivers {

    /** How many calls one host has at once. */
    static final int PER_HOST = 4;

    /** How many failures in a row make an endpoint one that has a single call at once. */
    static final int FAILING = 5;

    private static final Duration WAIT = Duration.ofSeconds(3);
    private static final Duration BUSY_MIN = Duration.ofSeconds(2);
    private static final Duration BUSY_MAX = Duration.ofSeconds(20);
    private static final Duration FAILING_MIN = Duration.ofMinutes(1);
    private static final Duration FAILING_MAX = Duration.ofMinutes(10);
    private static final int HOSTS_REMEMBERED_MAX = 10_000;

    private final Map<String, Room> rooms = new HashMap<>();
    private final Cache<String, Integer> silences =
            Caffeine.newBuilder().maximumSize(HOSTS_REMEMBERED_MAX).build();
    private final int perTenant;

    Receivers(WebhookConfig config) {
        perTenant = config.slotsOfTenant();
    }

    /** Somebody who is to be called. */
    record Receiver(String host, String tenant, @Nullable String endpoint, int failures) {

        boolean isFailing() {
            return failures >= FAILING;
        }

        /** How long to stay away where there is no room: those that came together do not come back together. */
        Duration busyPause() {
            Duration least = isFailing() ? FAILING_MIN : BUSY_MIN;
            Duration most = isFailing() ? FAILING_MAX : BUSY_MAX;
            return Duration.ofMillis(ThreadLocalRandom.current().nextLong(least.toMillis(), most.toMillis()));
        }
    }

    /** The right to call a receiver. To be closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private static final class Room {
        private final Semaphore free;
        private int users;

        Room(int places) {
            free = new Semaphore(places, true);
        }
    }

    /**
     * Remembers whether a host answers. The URL of a request has no endpoint that counts its failures, so a host that has
     * been silent five times in a row is one that fails.
     */
    Attempt noted(Receiver receiver, Attempt attempt) {
        if (attempt.problem() == null) {
            silences.invalidate(receiver.host());
        } else {
            silences.asMap().merge(receiver.host(), 1, Integer::sum);
        }
        return attempt;
    }

    /** How often in a row somebody has failed, or his host has been silent. */
    Receiver asKnown(Receiver receiver) {
        Integer silent = receiver.endpoint() == null ? silences.getIfPresent(receiver.host()) : null;
        return silent == null
                ? receiver
                : new Receiver(receiver.host(), receiver.tenant(), null, Math.max(silent, receiver.failures()));
    }

    /** Waits for a turn, but not long; not at all for somebody who has been failing, or where others wait already. */
    Optional<Turn> enter(Receiver receiver) {
        long deadline = System.nanoTime() + (receiver.isFailing() ? 0 : WAIT.toNanos());
        List<String> entered = new ArrayList<>();
        for (Map.Entry<String, Integer> door : doors(receiver).entrySet()) {
            if (!enter(door.getKey(), door.getValue(), deadline)) {
                entered.reversed().forEach(this::leave);
                return Optional.empty();
            }
            entered.add(door.getKey());
        }
        return Optional.of(() -> entered.reversed().forEach(this::leave));
    }

    /** The narrowest first, so that who waits there takes no place of others; in one order for all. */
    private Map<String, Integer> doors(Receiver receiver) {
        Map<String, Integer> doors = new LinkedHashMap<>();
        if (receiver.isFailing()) {
            doors.put("failing " + (receiver.endpoint() == null ? receiver.host() : receiver.endpoint()), 1);
        }
        doors.put("host " + receiver.host(), PER_HOST);
        doors.put("tenant " + receiver.tenant(), perTenant);
        return doors;
    }

    private boolean enter(String name, int places, long deadline) {
        Room room;
        synchronized (rooms) {
            room = rooms.computeIfAbsent(name, key -> new Room(places));
            room.users++;
        }
        if (acquire(room, deadline)) {
            return true;
        }
        synchronized (rooms) {
            forget(name, room);
        }
        return false;
    }

    private static boolean acquire(Room room, long deadline) {
        if (room.free.getQueueLength() >= PER_HOST) {
            return room.free.tryAcquire();
        }
        try {
            return room.free.tryAcquire(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void leave(String name) {
        synchronized (rooms) {
            Room room = rooms.get(name);
            if (room != null) {
                room.free.release();
                forget(name, room);
            }
        }
    }

    private void forget(String name, Room room) {
        room.users--;
        if (room.users == 0) {
            rooms.remove(name);
        }
    }
}
