package dev.darkroom.activities.webhook.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HangUpTest {

    private final HangUp hangUp = new HangUp();

    @Test
    void every_call_that_is_under_way_is_broken_off_and_leaves_no_interrupt() throws InterruptedException {
        CountDownLatch calling = new CountDownLatch(2);
        List<String> ends = new CopyOnWriteArrayList<>();
        List<Thread> threads = List.of(call(calling, ends), call(calling, ends));
        assertTrue(calling.await(10, TimeUnit.SECONDS));
        hangUp.now();
        for (Thread thread : threads) {
            assertTrue(thread.join(Duration.ofSeconds(10)), "a call goes on");
        }
        assertEquals(List.of("broken off", "broken off"), ends);
    }

    @Test
    void none_begins_any_more() {
        hangUp.now();
        assertFalse(hangUp.begin());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void what_comes_after_a_call_is_left_alone() {
        assertTrue(hangUp.begin());
        hangUp.end();
        hangUp.now();
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private Thread call(CountDownLatch calling, List<String> ends) {
        return Thread.ofVirtual().start(() -> {
            boolean _ = hangUp.begin();
            calling.countDown();
            String end;
            try {
                Thread.sleep(Duration.ofMinutes(1));
                end = "waited for";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                end = "broken off";
            }
            hangUp.end();
            ends.add(Thread.currentThread().isInterrupted() ? "interrupted" : end);
        });
    }
}
