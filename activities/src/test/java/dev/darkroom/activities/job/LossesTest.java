package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Standing;
import dev.darkroom.activities.ledger.TransferRow;
import dev.darkroom.activities.provider.ProviderCatalog;
import dev.darkroom.activities.provider.ScriptedProvider;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.job.Verdict;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.Transfer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What providers bill for images that nobody pays for, by what they bill for. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LossesTest {

    private static final int IMAGES = 3;
    private static final long COST = 7_000;
    private static final Route ROUTE = new Route(new ProviderId("sandbox"), "gpt-image-2");

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core =
            TestCore.over(database, database.config(), Map.of("darkroom.sandbox.cost.micro.usd", COST));
    private final Settlements settlements = core.get(Settlements.class);
    private final Ledger ledger = core.get(Ledger.class);
    private final TenantId tenant = core.tenant(MicroUsd.ofUsd(100));

    @AfterAll
    void close() {
        core.close();
    }

    /** Of three images: how many each moment is billed for and not paid, in the order of the moments. */
    @ParameterizedTest
    @CsvSource({
        // the ending,           ticket, progress, never, accepted, started, completed
        "canceled,               true,   0,        0,     3,        0,       0",
        "canceled,               true,   40,       0,     3,        3,       0",
        "canceled,               false,  0,        0,     0,        0,       0",
        "canceled with one,      true,   90,       0,     2,        2,       0",
        "PROVIDER_TIMEOUT,       true,   0,        0,     3,        3,       0",
        "PROVIDER_ERROR,         true,   20,       0,     3,        3,       0",
        "PROMPT_REJECTED,        false,  0,        0,     0,        0,       0",
        "PROVIDER_UNAVAILABLE,   false,  0,        0,     0,        0,       0",
        "OUTCOME_UNKNOWN,        false,  0,        0,     3,        3,       0",
        "INTERRUPTED,            false,  0,        0,     3,        3,       0",
        "one stored,             true,   90,       0,     2,        2,       0",
        "one filtered,           true,   90,       0,     1,        1,       1",
        "one lost in storage,    true,   90,       0,     1,        1,       1",
        "all stored,             true,   90,       0,     0,        0,       0"
    })
    void what_is_lost(
            String ending, boolean ticket, int progress, int never, int accepted, int started, int completed) {
        assertEquals(never, lost("NEVER", ending, ticket, progress));
        assertEquals(accepted, lost("ACCEPTED", ending, ticket, progress));
        assertEquals(started, lost("STARTED", ending, ticket, progress));
        assertEquals(completed, lost("COMPLETED", ending, ticket, progress));
    }

    @Test
    void nothing_is_lost_on_a_job_that_no_provider_was_asked_for() {
        JobRow row = row("ACCEPTED", WorkColumns.NONE);
        JobEnding ending = ending("INTERRUPTED");
        assertEquals(MicroUsd.ZERO, losses().of(row, ending, Verdict.of(ending, IMAGES, false)));
    }

    @Test
    void a_loss_is_booked_once_beside_the_refund_and_leaves_the_wallet_alone() {
        TenantId alone = core.tenant(MicroUsd.ofUsd(1));
        JobId job = submitted(alone);
        core.get(Cancellations.class).cancel(alone, job);
        for (int i = 0; i < 2; i++) {
            settlements.settle(job, new JobEnding.Withdrawn(FailureKind.CANCELED, List.of()));
        }
        TransferRow loss = losses(job).getFirst();
        assertEquals(1, losses(job).size());
        assertEquals(IMAGES * COST, loss.amount());
        assertEquals("loss", loss.debitAccount());
        assertEquals("upstream", loss.creditAccount());
        assertEquals(new Standing(1_000_000, 0, 0), ledger.standing(alone).orElseThrow());
        assertTrue(ledger.addsUp(alone));
    }

    @Test
    void a_job_that_delivers_all_of_it_loses_nothing() {
        JobId job = submitted(tenant);
        settlements.settle(job, ending("all stored"));
        assertEquals(List.of(), losses(job));
    }

    @Test
    void a_price_for_the_whole_call_pays_for_what_did_not_come_too() {
        JobId job = submitted(tenant);
        database.execute("UPDATE job SET quote_per = 'CALL', quote_unit_price = quote_total WHERE id = '%s'"
                .formatted(job.text()));
        settlements.settle(job, ending("one stored"));
        assertEquals(List.of(), losses(job));
    }

    private List<TransferRow> losses(JobId job) {
        return ledger.movements(job).stream()
                .filter(transfer -> transfer.kind() == Transfer.Kind.LOSS)
                .toList();
    }

    private JobId submitted(TenantId owner) {
        JobRow draft = TestCore.draft(owner, IMAGES);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        core.get(Charging.class).charge(draft.jobId());
        Submissions submissions = core.get(Submissions.class);
        submissions.intend(draft.jobId(), 0, ROUTE, 1);
        assertTrue(submissions.accepted(draft.jobId(), new ProviderTicket(ROUTE.provider(), "sb-" + draft.id()), 1));
        return draft.jobId();
    }

    /** How many images. */
    private int lost(String moment, String ending, boolean ticket, int progress) {
        JobRow row =
                row(moment, new WorkColumns(0, "scripted", "r", ticket ? "t-" + UUID.randomUUID() : null, progress, 0));
        JobEnding end = ending(ending);
        MicroUsd lost = losses().of(row, end, Verdict.of(end, IMAGES, ending.startsWith("canceled")));
        return Math.toIntExact(lost.value() / ScriptedProvider.COST.value());
    }

    private static Losses losses() {
        return new Losses(new ProviderCatalog(List.of(new ScriptedProvider())));
    }

    private JobRow row(String moment, WorkColumns work) {
        JobRow draft = TestCore.draft(tenant, IMAGES);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(1000));
        database.execute("UPDATE job SET request_routes = 'scripted:%s', work_route = %s, work_provider = %s,"
                        .formatted(moment, work.route(), quoted(work.provider()))
                + " work_ticket = %s, work_progress = %d WHERE id = '%s'"
                        .formatted(quoted(work.ticket()), work.progress(), draft.id()));
        return core.get(Jobs.class).find(draft.jobId()).orElseThrow();
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "NULL" : "'" + text + "'";
    }

    private static JobEnding ending(String name) {
        return switch (name) {
            case "canceled" -> new JobEnding.Withdrawn(FailureKind.CANCELED, List.of());
            case "canceled with one" -> new JobEnding.Withdrawn(FailureKind.CANCELED, stored(1, FailureKind.CANCELED));
            case "one stored" -> new JobEnding.Finished(stored(1, FailureKind.EMPTY_RESULT));
            case "one filtered" -> new JobEnding.Finished(stored(2, FailureKind.FILTERED));
            case "one lost in storage" -> new JobEnding.Finished(stored(2, FailureKind.STORAGE_ERROR));
            case "all stored" -> new JobEnding.Finished(stored(IMAGES, FailureKind.EMPTY_RESULT));
            default -> new JobEnding.Failed(FailureKind.valueOf(name));
        };
    }

    /** So many images, and why each other one is missing. */
    private static List<ImageOutcome> stored(int count, FailureKind otherwise) {
        List<ImageOutcome> outcomes = new ArrayList<>();
        for (int index = 0; index < IMAGES; index++) {
            ImageOutcome missing = otherwise == FailureKind.FILTERED
                    ? new ImageOutcome.Filtered(index)
                    : new ImageOutcome.Failed(index, otherwise);
            outcomes.add(
                    index < count
                            ? new ImageOutcome.Stored(
                                    index, ImageFormat.PNG, 100, new ImageSize(64, 32), "a".repeat(64))
                            : missing);
        }
        return outcomes;
    }
}
