package dev.darkroom.activities.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabaseClockTest {

    private static final Instant ONCE = Instant.parse("2001-02-03T04:05:06.789Z");
    private static final Duration NEAR = Duration.ofSeconds(20);

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Transactions transactions = core.get(Transactions.class);

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void the_time_is_what_the_database_writes() {
        Instant before = Instant.parse(database.query("SELECT DATE_FORMAT(UTC_TIMESTAMP(3), '%Y-%m-%dT%H:%i:%s.%fZ')"));
        Instant now = core.get(DatabaseClock.class).instant();
        assertEquals(now.truncatedTo(ChronoUnit.MILLIS), now, "it has milliseconds, as rows have");
        assertFalse(now.isBefore(before.minusMillis(1)));
        assertTrue(Duration.between(before, now).compareTo(NEAR) < 0);
    }

    @Test
    void the_database_is_asked_once_and_time_goes_on() throws InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        DatabaseClock clock = new DatabaseClock(transactions, () -> {
            asked.incrementAndGet();
            return ONCE;
        });
        Instant first = clock.instant();
        Thread.sleep(20);
        Instant second = clock.instant();
        assertEquals(1, asked.get());
        assertFalse(first.isBefore(ONCE));
        assertTrue(Duration.between(first, second).toMillis() >= 19);
        assertTrue(Duration.between(ONCE, second).compareTo(NEAR) < 0, "the machine is decades ahead");
    }

    @Test
    void without_an_answer_it_is_the_machines_time_until_there_is_one() {
        AtomicInteger asked = new AtomicInteger();
        DatabaseClock clock = new DatabaseClock(transactions, () -> {
            if (asked.incrementAndGet() == 1) {
                throw new DatabaseException("it is away", new IllegalStateException());
            }
            return ONCE;
        });
        assertTrue(Duration.between(clock.instant(), Instant.now()).compareTo(NEAR) < 0);
        assertTrue(Duration.between(ONCE, clock.instant()).compareTo(NEAR) < 0);
    }
}
