package dev.darkroom.infra.bench.webhook;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Starts something at a steady pace, whether or not what was started before has ended. */
final class Pace implements AutoCloseable {

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private boolean going = true;

    /** What is started each time, on a thread of its own. */
    @FunctionalInterface
    interface Step {
        void run() throws InterruptedException;
    }

    /** Starts it until this is closed, the first time after the delay. */
    void keep(Duration delay, Duration every, Step step) {
        threads.execute(() -> interruptible(() -> steps(delay, every, Integer.MAX_VALUE, step)));
    }

    /** Starts it so many times, the first time after the delay; returns after the last start. */
    void run(Duration delay, Duration every, int times, Step step) throws InterruptedException {
        steps(delay, every, times, step);
    }

    /** Starts nothing more, and waits for the end of what was started. */
    @Override
    public void close() {
        synchronized (threads) {
            going = false;
        }
        threads.close();
    }

    private void steps(Duration delay, Duration every, int times, Step step) throws InterruptedException {
        long first = System.nanoTime() + delay.toNanos();
        for (int i = 0; i < times; i++) {
            long due = first + i * every.toNanos();
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            synchronized (threads) {
                if (!going) {
                    return;
                }
                threads.execute(() -> interruptible(step));
            }
        }
    }

    private static void interruptible(Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
