package dev.darkroom.infra.laws.broken.workflows.workflow;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;

/** Breaks law 4, by each method. */
final class AsksAround {

    private AsksAround() {}

    static Instant clock() {
        return Instant.now();
    }

    static Supplier<Instant> clockByReference() {
        return Instant::now;
    }

    static long millis() {
        return System.currentTimeMillis();
    }

    static Random random() {
        return new Random();
    }

    static double dice() {
        return Math.random();
    }

    static UUID randomId() {
        return UUID.randomUUID();
    }

    static boolean isSet() {
        return System.getenv("HOME") != null;
    }

    static void nap() throws InterruptedException {
        Thread.sleep(Duration.ofSeconds(1));
    }

    static Thread thread(Runnable work) {
        return Thread.ofVirtual().start(work);
    }

    static long threads(List<String> words) {
        return words.parallelStream().count();
    }
}
