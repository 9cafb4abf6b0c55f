package dev.darkroom.activities.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.Transfer;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Ledger ledger = core.get(Ledger.class);

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void a_grant_is_given_once_under_one_name() {
        TenantId tenant = core.tenant(MicroUsd.ZERO);
        assertTrue(ledger.standing(tenant).isEmpty());
        assertEquals(Ledger.Grant.GIVEN, ledger.grant(tenant, MicroUsd.ofUsd(3), "welcome", "first"));
        assertEquals(Ledger.Grant.GIVEN_BEFORE, ledger.grant(tenant, MicroUsd.ofUsd(3), "welcome", "first"));
        assertEquals(Ledger.Grant.GIVEN, ledger.grant(tenant, MicroUsd.ofUsd(1), "more", null));
        assertEquals(4_000_000, ledger.standing(tenant).orElseThrow().balance());
        assertEquals(Ledger.Grant.TOO_MUCH, ledger.grant(tenant, MicroUsd.MAX, "too much", null));
    }

    @Test
    void the_statement_adds_up_line_by_line() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobRow job = take(TestCore.draft(tenant, 2));
        core.get(Charging.class).charge(job.jobId());
        ledger.grant(tenant, MicroUsd.ofUsd(2), "more", null);
        List<TransferRow> lines = ledger.statement(
                tenant,
                new StatementQuery(
                        Long.MAX_VALUE,
                        Instant.EPOCH,
                        Instant.now().plusSeconds(60),
                        List.of(Transfer.Kind.values()),
                        10));
        assertEquals(
                List.of(Transfer.Kind.GRANT, Transfer.Kind.DEBIT, Transfer.Kind.GRANT),
                lines.stream().map(TransferRow::kind).toList());
        assertEquals(
                List.of(2_900_000L, 900_000L, 1_000_000L),
                lines.stream().map(TransferRow::balanceAfter).toList());
        assertEquals(
                List.of(3L, 2L, 1L), lines.stream().map(TransferRow::walletSeq).toList());
        Standing standing = ledger.standing(tenant).orElseThrow();
        assertEquals(new Standing(2_900_000, 0, 100_000), standing);
    }

    @Test
    void a_hold_leaves_the_balance_and_takes_from_what_can_be_spent() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        take(TestCore.draft(tenant, 3));
        Standing standing = ledger.standing(tenant).orElseThrow();
        assertEquals(new Standing(1_000_000, 150_000, 0), standing);
        assertEquals(850_000, standing.spendable());
    }

    @Test
    void transfers_are_append_only() {
        core.tenant(MicroUsd.ofUsd(1));
        assertThrows(IllegalStateException.class, () -> database.execute("UPDATE transfer SET amount = 1"));
        assertThrows(IllegalStateException.class, () -> database.execute("DELETE FROM transfer"));
    }

    @Test
    void the_database_itself_refuses_an_impossible_wallet() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        String where = " WHERE tenant_id = '" + tenant.text() + "'";
        for (String wrong : List.of("held = -1", "balance = -1", "held = balance + 1")) {
            assertThrows(
                    IllegalStateException.class, () -> database.execute("UPDATE wallet SET " + wrong + where), wrong);
        }
    }

    @Test
    void a_job_is_debited_once_whoever_asks() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobRow job = take(TestCore.draft(tenant, 1));
        Charging charging = core.get(Charging.class);
        charging.charge(job.jobId());
        charging.charge(job.jobId());
        assertEquals(1, ledger.movements(job.jobId()).size());
        assertThrows(
                IllegalStateException.class,
                () -> database.execute("INSERT INTO transfer (created_at, kind, debit_account, credit_account, amount,"
                        + " tenant_id, job_id) VALUES (NOW(3), 'DEBIT', 'a', 'b', 1, '%s', '%s')"
                                .formatted(tenant.text(), job.id())));
    }

    private JobRow take(JobRow draft) {
        Acceptance.Reply reply = core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        return ((Acceptance.Reply.Taken) reply).row();
    }
}
