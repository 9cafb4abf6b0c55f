package dev.darkroom.activities.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LowWalletTest {

    private static final MicroUsd PRICE = TestCore.UNIT_PRICE;
    private static final MicroUsd HALF = new MicroUsd(500_000);

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Ledger ledger = core.get(Ledger.class);
    private final Transactions transactions = core.get(Transactions.class);

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void a_wallet_that_nobody_watches_is_never_low() {
        TenantId tenant = core.tenant(PRICE);
        hold(tenant);
        assertEquals(0, events(tenant));
        assertEquals(Optional.empty(), ledger.lowAt(tenant));
    }

    @Test
    void the_hold_that_makes_it_low_says_so_and_the_next_does_not() {
        TenantId tenant = core.tenant(PRICE.times(4));
        assertTrue(ledger.watch(tenant, PRICE.times(3)));
        hold(tenant);
        assertEquals(0, events(tenant), "as much as the threshold is not less");
        hold(tenant);
        assertEquals(1, events(tenant));
        hold(tenant);
        assertEquals(1, events(tenant));
        assertEquals(
                "wallet.low {\"balance_micro_usd\":100000,\"low_at_micro_usd\":150000}",
                database.query("SELECT CONCAT(kind, ' ', detail) FROM tenant_event WHERE tenant_id = '%s'"
                        .formatted(tenant.text())));
    }

    @Test
    void it_is_low_again_only_after_it_was_not() {
        TenantId tenant = core.tenant(PRICE.times(2));
        ledger.watch(tenant, PRICE.times(2));
        hold(tenant);
        ledger.grant(tenant, PRICE, "more", null);
        hold(tenant);
        assertEquals(2, events(tenant));
        transactions.write(scope -> {
            ledger.release(tenant, PRICE);
            return tenant;
        });
        hold(tenant);
        assertEquals(3, events(tenant));
    }

    @Test
    void a_threshold_above_what_is_there_makes_it_low_at_once_and_once() {
        TenantId tenant = core.tenant(HALF);
        ledger.watch(tenant, MicroUsd.ofUsd(1));
        ledger.watch(tenant, MicroUsd.ofUsd(2));
        assertEquals(1, events(tenant));
        assertEquals(Optional.of(MicroUsd.ofUsd(2)), ledger.lowAt(tenant));
        ledger.watch(tenant, null);
        ledger.watch(tenant, MicroUsd.ofUsd(1));
        assertEquals(2, events(tenant));
    }

    @Test
    void what_is_rolled_back_was_never_low() {
        TenantId tenant = core.tenant(PRICE);
        ledger.watch(tenant, PRICE);
        transactions.write(scope -> {
            ledger.hold(tenant, PRICE, 1, null);
            scope.rollBack();
            return tenant;
        });
        assertEquals(0, events(tenant));
    }

    @Test
    void of_forty_holds_at_once_one_makes_it_low() throws InterruptedException {
        TenantId tenant = core.tenant(PRICE.times(30));
        ledger.watch(tenant, PRICE.times(15));
        Callable<Ledger.Hold> holding = () -> hold(tenant);
        try (ExecutorService executor = Executors.newFixedThreadPool(16)) {
            long held = executor
                    .invokeAll(IntStream.range(0, 40).mapToObj(_ -> holding).toList())
                    .stream()
                    .map(Future::resultNow)
                    .filter(Ledger.Hold.Held.class::isInstance)
                    .count();
            assertEquals(30, held);
        }
        assertEquals(1, events(tenant));
    }

    @Test
    void a_tenant_without_a_wallet_has_none_to_watch() {
        assertFalse(ledger.watch(core.tenant(MicroUsd.ZERO), PRICE));
    }

    @Test
    void a_movement_inside_a_transaction_is_a_part_of_it() {
        TenantId tenant = core.tenant(HALF);
        for (List<Boolean> innerOuter : List.of(List.of(true, false), List.of(false, true))) {
            transactions.write(outer -> {
                Ledger.Grant given = transactions.write(inner -> {
                    if (innerOuter.getFirst()) {
                        inner.rollBack();
                    }
                    return ledger.grant(tenant, HALF, "more", null);
                });
                if (innerOuter.getLast()) {
                    outer.rollBack();
                }
                return given;
            });
        }
        assertEquals(500_000, ledger.standing(tenant).orElseThrow().balance());
    }

    private Ledger.Hold hold(TenantId tenant) {
        return transactions.write(scope -> ledger.hold(tenant, PRICE, 1, null));
    }

    private long events(TenantId tenant) {
        return database.count("SELECT COUNT(*) FROM tenant_event WHERE tenant_id = '%s'".formatted(tenant.text()));
    }
}
