package dev.darkroom.api.limit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Limits;
import dev.darkroom.workflows.domain.job.TenantId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KeyRatesTest {

    private final ManualClock clock = new ManualClock();
    private final KeyRates rates = new KeyRates(clock);

    @Test
    void a_burst_is_let_in_and_counted_down() {
        Caller caller = caller("k", 3, 2);
        assertEquals(new Allowance(true, 3, 2, 1, Duration.ZERO), rates.take(caller, false));
        assertEquals(new Allowance(true, 3, 1, 1, Duration.ZERO), rates.take(caller, false));
        assertEquals(new Allowance(true, 3, 0, 2, Duration.ZERO), rates.take(caller, false));
        assertEquals(new Allowance(false, 3, 0, 2, Duration.ofSeconds(1)), rates.take(caller, false));
    }

    @Test
    void tokens_come_back_one_by_one() {
        Caller caller = caller("k", 3, 2);
        IntStream.range(0, 3).forEach(i -> rates.take(caller, false));
        clock.pass(Duration.ofMillis(499));
        assertTrue(!rates.take(caller, false).granted());
        clock.pass(Duration.ofMillis(1));
        assertTrue(rates.take(caller, false).granted());
        assertTrue(!rates.take(caller, false).granted());
        clock.pass(Duration.ofHours(1));
        assertEquals(2, rates.take(caller, false).remaining());
    }

    @Test
    void reads_have_a_bucket_of_their_own_and_so_has_every_key() {
        Caller caller = caller("k", 1, 1);
        assertTrue(rates.take(caller, false).granted());
        assertTrue(!rates.take(caller, false).granted());
        assertEquals(10, rates.take(caller, true).limit());
        assertTrue(rates.take(caller("other", 1, 1), false).granted());
    }

    @Test
    void another_tier_counts_at_once() {
        assertTrue(rates.take(caller("k", 1, 1), false).granted());
        assertTrue(!rates.take(caller("k", 1, 1), false).granted());
        assertEquals(4, rates.take(caller("k", 5, 1), false).remaining());
    }

    @Test
    void a_wait_is_rounded_up_to_whole_seconds() {
        Caller slow = caller("k", 100, 1);
        IntStream.range(0, 100).forEach(i -> rates.take(slow, false));
        clock.pass(Duration.ofMillis(400));
        Allowance refused = rates.take(slow, false);
        assertEquals(new Allowance(false, 100, 0, 100, Duration.ofSeconds(1)), refused);
    }

    @Test
    void a_bucket_is_forgotten_when_it_is_full_anyway() {
        rates.take(caller("k", 10, 2), false);
        clock.pass(Duration.ofSeconds(4));
        assertEquals(1, rates.remembered());
        clock.pass(Duration.ofSeconds(2));
        assertEquals(0, rates.remembered());
    }

    private static Caller caller(String key, int burst, int perSecond) {
        Limits limits = new Limits("t", 1, 1, null, burst, perSecond, 10, 10);
        return new Caller(new TenantId(new UUID(0, 1)), "t", key, key, Set.of(), Set.of(), limits, false, true);
    }
}
