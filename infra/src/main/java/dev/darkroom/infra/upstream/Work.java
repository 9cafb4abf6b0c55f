package dev.darkroom.infra.upstream;

import dev.darkroom.infra.upstream.Fault.Stage;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A piece of work that was taken. */
final class Work {

    /** So many requests of a kind a fault befalls that a prompt asks for. */
    private static final int TIMES = 2;

    private final String id;
    private final Order order;
    private final List<Fault> faults;
    private final Instant takenAt = Instant.now();
    private final Duration delay;
    private final Map<Fault, Integer> times = new EnumMap<>(Fault.class);
    private boolean canceled;
    private int shown;

    /**
     * What was asked for.
     *
     * @param app the first two parts of the model's name
     */
    record Order(String app, String prompt, int images, int width, int height, boolean jpeg, long seed) {}

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

    boolean has(Fault fault) {
        return faults.contains(fault);
    }

    /** The fault that its prompt asks for at a request of that kind, the first {@value #TIMES} times. */
    synchronized Optional<Fault> due(Stage stage) {
        Optional<Fault> due =
                faults.stream().filter(fault -> fault.stage() == stage).findFirst();
        return due.filter(fault -> times.merge(fault, 1, Integer::sum) <= TIMES);
    }

    /** Whether it is given up. Not once it has begun. */
    synchronized boolean cancel() {
        if (past().compareTo(delay.dividedBy(2)) >= 0 && !has(Fault.WORK_ENDLESS)) {
            return false;
        }
        canceled = true;
        return true;
    }

    synchronized boolean isCanceled() {
        return canceled;
    }

    /** {@code IN_QUEUE}, {@code IN_PROGRESS} or {@code COMPLETED}. */
    synchronized String status() {
        if (canceled) {
            return "COMPLETED";
        }
        if (past().compareTo(delay.dividedBy(2)) < 0) {
            return "IN_QUEUE";
        }
        return past().compareTo(delay) < 0 || has(Fault.WORK_ENDLESS) ? "IN_PROGRESS" : "COMPLETED";
    }

    /** Counts a look at its result; 1 for the first. */
    synchronized int show() {
        return ++shown;
    }

    private Duration past() {
        return Duration.between(takenAt, Instant.now());
    }
}
