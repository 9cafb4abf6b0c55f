package dev.darkroom.infra.upstream;

import dev.darkroom.infra.upstream.Fault.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A piece of work that was taken. */
final class Work {

    /** So long work is waited for, which may never end. */
    static final Duration WAIT_MAX = Duration.ofHours(1);

    /** So many requests of a kind a fault befalls that a prompt asks for. */
    private static final int TIMES = 2;

    private static final int LETTERS_A_TOKEN = 4;

    private final String id;
    private final Order order;
    private final List<Fault> faults;
    private final Instant takenAt = Instant.now();
    private final Duration delay;
    private final Map<Fault, Integer> times = new EnumMap<>(Fault.class);
    private @Nullable Instant canceledAt;
    private int shown;

    /** How far it is, in this order. */
    enum Phase {
        QUEUED,
        RUNNING,
        ENDED
    }

    /** Pixels. */
    record Size(int width, int height) {}

    /**
     * What was asked for.
     *
     * @param provider as the log names it
     */
    record Order(String provider, String model, String prompt, int images, Size size, boolean jpeg, long seed) {

        /** As many tokens as its prompt may have. */
        int tokens() {
            return 1 + prompt.length() / LETTERS_A_TOKEN;
        }

        /** The media type of its pictures. */
        String type() {
            return jpeg ? "image/jpeg" : "image/png";
        }
    }

    /**
     * Takes an order.
     *
     * @param faults that befall it, by its prompt or by chance
     */
    Work(String id, Order order, List<Fault> faults, Duration delay) {
        this.id = id;
        this.order = order;
        this.faults = List.copyOf(faults);
        this.delay = delay;
    }

    String id() {
        return id;
    }

    Order order() {
        return order;
    }

    Instant startedAt() {
        return takenAt.plus(delay.dividedBy(2));
    }

    Instant takenAt() {
        return takenAt;
    }

    /** When it ends, or has ended. */
    synchronized Instant endedAt() {
        return canceledAt == null ? takenAt.plus(delay) : canceledAt;
    }

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** The fault that its prompt asks for at a request of that kind, the first {@value #TIMES} times. */
    synchronized Optional<Fault> due(Stage stage) {
        return Fault.first(faults, stage).filter(fault -> times.merge(fault, 1, Integer::sum) <= TIMES);
    }

    /**
     * Whether it is given up.
     *
     * @param latest the phase beyond which it no longer is, unless it never ends
     */
    synchronized boolean cancel(Phase latest) {
        if (phase().compareTo(latest) > 0 && !has(Fault.WORK_ENDLESS)) {
            return false;
        }
        canceledAt = Instant.now();
        notifyAll();
        return true;
    }

    synchronized Phase phase() {
        Instant now = Instant.now();
        if (canceledAt != null) {
            return Phase.ENDED;
        }
        if (now.isBefore(startedAt())) {
            return Phase.QUEUED;
        }
        return now.isBefore(endedAt()) || has(Fault.WORK_ENDLESS) ? Phase.RUNNING : Phase.ENDED;
    }

    boolean isEnded() {
        return phase() == Phase.ENDED;
    }

    /** Waits for a phase, up to a time; whether it has come to it. */
    synchronized boolean await(Phase wanted, Duration most) {
        Instant end = Instant.now().plus(most);
        while (phase().compareTo(wanted) < 0) {
            Instant now = Instant.now();
            if (now.isAfter(end)) {
                return false;
            }
            Instant due = wanted == Phase.RUNNING ? startedAt() : endedAt();
            Instant until = due.isAfter(end) || has(Fault.WORK_ENDLESS) ? end : due;
            try {
                wait(Math.max(1, Duration.between(now, until).toMillis()));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** What it has come to, seen once more. */
    synchronized Outcome look() {
        shown++;
        return outcome();
    }

    /** What it has come to. */
    synchronized Outcome outcome() {
        if (canceledAt != null) {
            return Outcome.CANCELED;
        }
        if (has(Fault.WORK_FAILED) || (has(Fault.WORK_FLIPS) && shown > 1)) {
            return Outcome.FAILED;
        }
        if (has(Fault.WORK_REJECTED)) {
            return Outcome.REJECTED;
        }
        if (has(Fault.WORK_ERROR_IN_200)) {
            return Outcome.ERROR_IN_200;
        }
        return has(Fault.WORK_FILTERED) ? Outcome.FILTERED : Outcome.PICTURES;
    }

    /** Which pictures its result holds, in order. */
    List<Integer> pictures() {
        int count = order.images();
        if (has(Fault.WORK_NONE)) {
            count = 0;
        } else if (has(Fault.WORK_MORE)) {
            count++;
        } else if (has(Fault.WORK_FEWER)) {
            count--;
        }
        return IntStream.range(0, count)
                .map(index -> has(Fault.WORK_SAME) ? 0 : index)
                .boxed()
                .toList();
    }
}
