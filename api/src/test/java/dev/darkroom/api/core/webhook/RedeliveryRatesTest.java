package dev.darkroom.api.core.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.workflows.domain.job.TenantId;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RedeliveryRatesTest {

    private static final TenantId TENANT = TenantId.of("0197a3c4-0000-7000-8000-000000000001");
    private static final TenantId OTHER = TenantId.of("0197a3c4-0000-7000-8000-000000000002");

    private final StoppedClock clock = new StoppedClock();
    private final RedeliveryRates rates = new RedeliveryRates(6, clock);

    @Test
    void a_tenant_gets_what_there_is_and_no_more() {
        assertEquals(4, rates.take(TENANT, 4));
        assertEquals(2, rates.take(TENANT, 4));
        assertEquals(0, rates.take(TENANT, 1));
        assertEquals(6, rates.take(OTHER, 1000));
    }

    @Test
    void what_was_not_used_is_there_again() {
        assertEquals(6, rates.take(TENANT, 6));
        rates.giveBack(TENANT, 5);
        assertEquals(5, rates.take(TENANT, 6));
        rates.giveBack(TENANT, 0);
        assertEquals(0, rates.take(TENANT, 6));
    }

    @Test
    void one_comes_back_after_its_share_of_a_minute() {
        rates.take(TENANT, 6);
        assertEquals(Duration.ofSeconds(10), rates.pause(TENANT));
        clock.nanos += Duration.ofMillis(9_001).toNanos();
        assertEquals(Duration.ofSeconds(1), rates.pause(TENANT));
        assertEquals(0, rates.take(TENANT, 1));
        clock.nanos += Duration.ofSeconds(1).toNanos();
        assertEquals(1, rates.take(TENANT, 1));
    }

    /** A clock that goes where the test says. */
    private static final class StoppedClock implements TimeMeter {

        private long nanos;

        @Override
        public long currentTimeNanos() {
            return nanos;
        }

        @Override
        public boolean isWallClockBased() {
            return false;
        }
    }
}
