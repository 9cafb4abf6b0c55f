package dev.darkroom.workflows.domain.money;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class MicroUsdTest {

    @Test
    void counts_exactly() {
        assertEquals(new MicroUsd(30_000), new MicroUsd(10_000).times(3));
        assertEquals(new MicroUsd(7), new MicroUsd(3).plus(new MicroUsd(4)));
        assertEquals(MicroUsd.ZERO, new MicroUsd(4).minus(new MicroUsd(4)));
        assertEquals(new MicroUsd(10_000_000), MicroUsd.ofUsd(10));
    }

    @Test
    void never_goes_below_zero_or_above_its_bound() {
        assertThrows(ArithmeticException.class, () -> new MicroUsd(-1));
        assertThrows(ArithmeticException.class, () -> new MicroUsd(3).minus(new MicroUsd(4)));
        assertThrows(ArithmeticException.class, () -> MicroUsd.MAX.plus(new MicroUsd(1)));
        assertThrows(ArithmeticException.class, () -> MicroUsd.MAX.times(Integer.MAX_VALUE));
        assertThrows(ArithmeticException.class, () -> MicroUsd.ofUsd(Long.MAX_VALUE));
    }

    @Test
    void reads_as_dollars() {
        assertEquals("$0.050000", new MicroUsd(50_000).inUsd());
        assertEquals("$1234.000001", new MicroUsd(1_234_000_001L).inUsd());
    }

    @Test
    void a_transfer_leaves_one_account_and_enters_another() {
        TenantId tenant = new TenantId(new UUID(1, 2));
        JobId job = new JobId(new UUID(3, 4));
        Transfer debit = Transfer.debit(tenant, job, new MicroUsd(5));
        Transfer refund = Transfer.refund(tenant, job, new MicroUsd(5));
        assertEquals(debit.debit(), refund.credit());
        assertEquals(debit.credit(), refund.debit());
        assertTrue(debit.credit().code().endsWith(job.text()));
        assertThrows(IllegalArgumentException.class, () -> Transfer.capture(job, MicroUsd.ZERO));
    }
}
