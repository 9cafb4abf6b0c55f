package dev.darkroom.infra.bench.figure;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Counts the user and system time that processes use from a moment on. */
public final class CpuWatch {

    private static final double NANOS_PER_SECOND = 1e9;

    private final List<Long> processes;
    private final OptionalDouble before;

    private CpuWatch(List<Long> processes) {
        this.processes = processes;
        before = sum(processes);
    }

    /** Counts from now on. */
    public static CpuWatch start(List<Long> processes) {
        return new CpuWatch(List.copyOf(processes));
    }

    /** The seconds of all since then; empty where the system does not tell, or one has ended. */
    public OptionalDouble seconds() {
        OptionalDouble now = sum(processes);
        return before.isPresent() && now.isPresent()
                ? OptionalDouble.of(now.getAsDouble() - before.getAsDouble())
                : OptionalDouble.empty();
    }

    private static OptionalDouble sum(List<Long> processes) {
        double seconds = 0;
        for (long process : processes) {
            Optional<Duration> used =
                    ProcessHandle.of(process).flatMap(handle -> handle.info().totalCpuDuration());
            if (used.isEmpty()) {
                return OptionalDouble.empty();
            }
            seconds += used.get().toNanos() / NANOS_PER_SECOND;
        }
        return OptionalDouble.of(seconds);
    }
}
