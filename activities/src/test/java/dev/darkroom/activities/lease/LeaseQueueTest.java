package dev.darkroom.activities.lease;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LeaseQueueTest {

    @ParameterizedTest
    @CsvSource({
        "20,    1,  1,  3",
        "20,   40,  1,  3",
        "20,  200,  5, 15",
        " 2,    8,  2,  6",
        "20, 2000, 15, 45",
        " 1, 9999, 15, 45"
    })
    void a_pause_grows_with_the_queue_and_has_an_end(int runningMax, int waiting, long least, long most) {
        Random random = new Random(7);
        LongStream pauses = LongStream.generate(
                        () -> new LeaseQueue(runningMax, waiting).pause(random).toMillis())
                .limit(2000);
        var seen = pauses.summaryStatistics();
        assertTrue(seen.getMin() >= least * 1000 && seen.getMax() <= most * 1000, seen::toString);
        long spread = (most - least) * 1000;
        assertTrue(seen.getMax() - seen.getMin() > spread * 9 / 10, () -> "not spread: " + seen);
    }
}
