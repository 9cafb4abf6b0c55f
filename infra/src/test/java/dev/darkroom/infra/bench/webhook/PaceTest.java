package dev.darkroom.infra.bench.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final Duration EVERY = Duration.ofMillis(50);

    @Test
    void what_is_slow_keeps_nothing_from_being_started() throws Exception {
        CountDownLatch all = new CountDownLatch(5);
        AtomicInteger ended = new AtomicInteger();
        long began = System.nanoTime();
        try (Pace pace = new Pace()) {
            pace.run(EVERY, EVERY, 5, () -> {
                all.countDown();
                // Nobody gets past it unless all have been started.
                assertTrue(all.await(30, TimeUnit.SECONDS));
                ended.incrementAndGet();
            });
        }
        assertEquals(5, ended.get());
        assertTrue(System.nanoTime() - began >= EVERY.multipliedBy(5).toNanos());
    }

    @Test
    void a_pace_is_kept_until_it_is_closed() throws Exception {
        CountDownLatch three = new CountDownLatch(3);
        AtomicInteger count = new AtomicInteger();
        try (Pace pace = new Pace()) {
            pace.keep(Duration.ZERO, Duration.ofMillis(10), () -> {
                count.incrementAndGet();
                three.countDown();
            });
            assertTrue(three.await(30, TimeUnit.SECONDS));
        }
        int atEnd = count.get();
        Thread.sleep(100);
        assertEquals(atEnd, count.get());
    }
}
