package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance.Reply;
import dev.darkroom.activities.ledger.DatabaseException;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Standing;
import dev.darkroom.activities.testing.DatabaseLink;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptanceTest {

    private static final Acceptance.Limits DEPTH = Acceptance.Limits.ofDepth(1000);

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Acceptance acceptance = core.get(Acceptance.class);
    private final Ledger ledger = core.get(Ledger.class);

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void takes_a_job_and_holds_its_price() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        Reply.Taken first = assertInstanceOf(Reply.Taken.class, take(TestCore.draft(tenant, 2)));
        Reply.Taken second = assertInstanceOf(Reply.Taken.class, take(TestCore.draft(tenant, 1)));
        assertEquals(0, first.row().quote().queuePosition());
        assertEquals(1, second.row().quote().queuePosition());
        assertEquals(new Standing(1_000_000, 150_000, 0), standing(tenant));
        Jobs jobs = core.get(Jobs.class);
        assertEquals(first.row(), jobs.find(tenant, first.row().jobId()).orElseThrow());
        assertEquals(
                List.of(JobEventRow.Kind.ACCEPTED),
                jobs.events(first.row().jobId()).stream().map(JobEventRow::kind).toList());
    }

    @Test
    void refuses_without_a_trace() {
        TenantId poor = core.tenant(new MicroUsd(99_999));
        TenantId none = core.tenant(MicroUsd.ZERO);
        assertInstanceOf(Reply.TooLittleMoney.class, take(TestCore.draft(poor, 2)));
        assertInstanceOf(Reply.NoWallet.class, take(TestCore.draft(none, 1)));
        TenantId busy = core.tenant(MicroUsd.ofUsd(1));
        assertInstanceOf(
                Reply.Taken.class, acceptance.take(TestCore.draft(busy, 1), false, Acceptance.Limits.ofDepth(1)));
        assertInstanceOf(
                Reply.QueueFull.class, acceptance.take(TestCore.draft(busy, 1), false, Acceptance.Limits.ofDepth(1)));
        assertEquals(new Standing(99_999, 0, 0), standing(poor));
        assertEquals(new Standing(1_000_000, 50_000, 0), standing(busy));
        assertEquals(0, jobsOf(poor));
        assertEquals(0, jobsOf(none));
        assertEquals(1, jobsOf(busy));
    }

    @Test
    void of_a_hundred_at_once_as_many_are_taken_as_the_wallet_covers() throws Exception {
        TenantId tenant = core.tenant(new MicroUsd(50_000));
        List<Reply> replies = atOnce(100, () -> take(TestCore.draft(tenant, 1)));
        assertEquals(1, count(replies, Reply.Taken.class::isInstance));
        assertEquals(99, count(replies, Reply.TooLittleMoney.class::isInstance));
        assertEquals(new Standing(50_000, 50_000, 0), standing(tenant));
        assertEquals(1, jobsOf(tenant));
    }

    @Test
    void fifty_equal_ones_are_one() throws Exception {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = new JobId(UUID.randomUUID());
        JobRow draft = TestCore.draft(tenant, job, 1, "same");
        List<Reply> replies = atOnce(50, () -> acceptance.take(draft, true, DEPTH));
        assertEquals(1, count(replies, Reply.Taken.class::isInstance));
        assertEquals(49, count(replies, Reply.Existing.class::isInstance));
        assertEquals(new Standing(1_000_000, 50_000, 0), standing(tenant));
    }

    @Test
    void fifty_equal_ones_without_money_are_all_refused() throws Exception {
        TenantId tenant = core.tenant(new MicroUsd(1));
        JobRow draft = TestCore.draft(tenant, new JobId(UUID.randomUUID()), 1, "same");
        List<Reply> replies = atOnce(50, () -> acceptance.take(draft, true, DEPTH));
        assertEquals(50, count(replies, Reply.TooLittleMoney.class::isInstance));
        assertEquals(0, jobsOf(tenant));
    }

    @Test
    void a_key_that_was_used_is_found_although_the_wallet_is_empty_now() {
        TenantId tenant = core.tenant(new MicroUsd(50_000));
        JobRow draft = TestCore.draft(tenant, new JobId(UUID.randomUUID()), 1, "same");
        assertInstanceOf(Reply.Taken.class, acceptance.take(draft, true, DEPTH));
        assertInstanceOf(Reply.Existing.class, acceptance.take(draft, true, DEPTH));
    }

    @Test
    void a_commit_whose_answer_is_lost_is_looked_up() throws IOException {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestCore through = TestCore.over(database, link.config(), Map.of())) {
            Acceptance remote = through.get(Acceptance.class);
            assertInstanceOf(Reply.Taken.class, remote.take(TestCore.draft(tenant, 1), false, DEPTH));
            link.loseAnswersToCommits(1);
            assertInstanceOf(Reply.Taken.class, remote.take(TestCore.draft(tenant, 1), false, DEPTH));
            assertEquals(2, jobsOf(tenant));
            link.loseAnswersToCommits(1);
            JobRow draft = TestCore.draft(tenant, new JobId(UUID.randomUUID()), 1, "keyed");
            assertInstanceOf(Reply.Taken.class, remote.take(draft, true, DEPTH));
            assertEquals(new Standing(1_000_000, 150_000, 0), standing(tenant));
        }
    }

    @Test
    void a_commit_that_can_not_be_looked_up_is_unknown_and_the_job_is_whole() throws IOException {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestCore through = TestCore.over(database, link.config(), Map.of())) {
            Acceptance remote = through.get(Acceptance.class);
            assertInstanceOf(Reply.Taken.class, remote.take(TestCore.draft(tenant, 1), false, DEPTH));
            link.cutAfterNextCommit();
            JobRow draft = TestCore.draft(tenant, 1);
            AcceptanceUnknownException unknown =
                    assertThrows(AcceptanceUnknownException.class, () -> remote.take(draft, false, DEPTH));
            assertEquals(draft.jobId(), unknown.job());
            assertEquals(2, jobsOf(tenant));
            assertEquals(new Standing(1_000_000, 100_000, 0), standing(tenant));
        }
    }

    @Test
    void a_database_that_is_away_is_said_soon_and_leaves_nothing() throws IOException {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        try (DatabaseLink link = new DatabaseLink(database.config());
                TestCore through = TestCore.over(database, link.config(), Map.of())) {
            Acceptance remote = through.get(Acceptance.class);
            link.cut();
            DatabaseException away =
                    assertThrows(DatabaseException.class, () -> remote.take(TestCore.draft(tenant, 1), false, DEPTH));
            assertTrue(String.valueOf(away.getMessage()).startsWith("a transaction failed"), away::getMessage);
            link.mend();
            assertInstanceOf(Reply.Taken.class, remote.take(TestCore.draft(tenant, 1), false, DEPTH));
            assertEquals(1, jobsOf(tenant));
        }
    }

    private Reply take(JobRow draft) {
        return acceptance.take(draft, false, DEPTH);
    }

    private Standing standing(TenantId tenant) {
        return ledger.standing(tenant).orElseThrow();
    }

    private long jobsOf(TenantId tenant) {
        return database.count("SELECT COUNT(*) FROM job WHERE tenant_id = '" + tenant.text() + "'");
    }

    private static <T> long count(List<T> replies, Predicate<T> condition) {
        return replies.stream().filter(condition).count();
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws InterruptedException, ExecutionException {
        try (ExecutorService executor = Executors.newFixedThreadPool(10)) {
            List<Future<T>> futures = executor.invokeAll(
                    IntStream.range(0, times).mapToObj(i -> call).toList());
            return futures.stream().map(Future::resultNow).toList();
        }
    }
}
