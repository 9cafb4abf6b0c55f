package dev.darkroom.activities.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class AtOnceTest {

    private static final List<Integer> THINGS = IntStream.range(0, 500).boxed().toList();

    @Test
    void answers_come_in_the_order_of_the_questions() throws IOException {
        assertEquals(THINGS.stream().map(i -> -i).toList(), AtOnce.ask(THINGS, i -> -i));
    }

    @Test
    void where_one_is_not_answered_the_others_are_not_waited_for() {
        CountDownLatch never = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        assertThrows(
                UnreadableException.class,
                () -> AtOnce.ask(THINGS, i -> {
                    asked.incrementAndGet();
                    if (i == 0) {
                        throw new UnreadableException("nobody answers");
                    }
                    return await(never);
                }));
        assertTrue(asked.get() < THINGS.size(), asked::toString);
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnreadableException("interrupted");
        }
    }
}
