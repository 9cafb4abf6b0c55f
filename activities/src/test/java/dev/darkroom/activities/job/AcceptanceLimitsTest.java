package dev.darkroom.activities.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance.Limits;
import dev.darkroom.activities.job.Acceptance.Reply;
import dev.darkroom.activities.ledger.Ledger;
import dev.darkroom.activities.ledger.Standing;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What is counted while jobs are accepted: images of a day, and money of a key's month. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AcceptanceLimitsTest {

    private static final int DEPTH = 1000;
    private static final long UNIT = TestCore.UNIT_PRICE.value();
    private static final JobEnding FAILED = new JobEnding.Failed(FailureKind.PROVIDER_ERROR);

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database);
    private final Acceptance acceptance = core.get(Acceptance.class);
    private final Settlements settlements = core.get(Settlements.class);

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void of_a_hundred_at_once_as_many_images_are_taken_as_the_day_has() throws Exception {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(100));
        List<Reply> replies = atOnce(100, i -> take(TestCore.draft(tenant, 1), 37));
        assertEquals(37, count(replies, Reply.Taken.class));
        assertEquals(63, count(replies, Reply.DailyCap.class));
        assertEquals(37, today(tenant));
        assertEquals(37 * UNIT, standing(tenant).held());
    }

    @Test
    void a_job_of_several_images_is_taken_whole_or_not_at_all() throws Exception {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(100));
        List<Reply> replies = atOnce(60, i -> take(TestCore.draft(tenant, 1 + i % 3), 37));
        int taken = replies.stream()
                .mapToInt(reply ->
                        reply instanceof Reply.Taken(JobRow row) ? row.request().images() : 0)
                .sum();
        assertEquals(37, taken, "the last places are taken by jobs of one image");
        assertEquals(37, today(tenant));
    }

    @Test
    void a_refusal_leaves_nothing_and_tells_when_the_day_ends() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        assertInstanceOf(Reply.Taken.class, take(TestCore.draft(tenant, 2), 2));
        long left = secondsOfToday();
        Reply.DailyCap refused = assertInstanceOf(Reply.DailyCap.class, take(TestCore.draft(tenant, 1), 2));
        long later = secondsOfToday();
        long told = refused.left().toSeconds();
        assertTrue(told >= 1 && told <= 86_400, refused::toString);
        assertTrue(later > left || (told <= left && told >= later), "%d <= %d <= %d".formatted(later, told, left));
        assertEquals(new Standing(1_000_000, 2 * UNIT, 0), standing(tenant));
        assertEquals(1, database.count("SELECT COUNT(*) FROM job WHERE tenant_id = '" + tenant.text() + "'"));
    }

    @Test
    void money_is_what_is_missing_first() {
        TenantId poor = core.tenant(new MicroUsd(UNIT));
        assertInstanceOf(Reply.TooLittleMoney.class, take(TestCore.draft(poor, 2), 1));
        assertInstanceOf(Reply.NoWallet.class, take(TestCore.draft(core.tenant(MicroUsd.ZERO), 1), 0));
        assertInstanceOf(Reply.DailyCap.class, take(TestCore.draft(poor, 1), 0));
    }

    @Test
    void the_next_day_begins_at_zero() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        assertInstanceOf(Reply.Taken.class, take(TestCore.draft(tenant, 3), 3));
        assertInstanceOf(Reply.DailyCap.class, take(TestCore.draft(tenant, 1), 3));
        wallet(tenant, "day = UTC_DATE() - INTERVAL 1 DAY");
        assertInstanceOf(Reply.Taken.class, take(TestCore.draft(tenant, 2), 3));
        assertInstanceOf(Reply.DailyCap.class, take(TestCore.draft(tenant, 2), 3));
        assertEquals(2, today(tenant));
    }

    @Test
    void a_day_that_has_begun_for_another_does_not_end_again() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        assertInstanceOf(Reply.Taken.class, take(TestCore.draft(tenant, 3), 3));
        wallet(tenant, "day = UTC_DATE() + INTERVAL 1 DAY");
        assertInstanceOf(Reply.DailyCap.class, take(TestCore.draft(tenant, 1), 3));
        assertInstanceOf(Reply.Taken.class, take(TestCore.draft(tenant, 1), 4));
        String tomorrow = "SELECT day > UTC_DATE() FROM wallet WHERE tenant_id = '" + tenant.text() + "'";
        assertEquals(1, database.count(tomorrow));
    }

    @Test
    void images_that_are_not_delivered_were_asked_for_all_the_same() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        JobId job = taken(take(TestCore.draft(tenant, 2), 2));
        settlements.settle(job, FAILED);
        assertInstanceOf(Reply.DailyCap.class, take(TestCore.draft(tenant, 1), 2));
    }

    @Test
    void images_are_counted_without_a_cap_so_that_one_can_be_set_in_the_day() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        assertInstanceOf(Reply.Taken.class, take(TestCore.draft(tenant, 2), null));
        assertInstanceOf(Reply.DailyCap.class, take(TestCore.draft(tenant, 1), 2));
    }

    @Test
    void a_repeat_of_a_job_that_was_taken_is_answered_past_every_limit() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        monthLimit(tenant, UNIT);
        JobRow draft = TestCore.draft(tenant, new JobId(UUID.randomUUID()), 1, "same");
        Limits limits = new Limits(DEPTH, 1, true);
        assertInstanceOf(Reply.Taken.class, acceptance.take(draft, true, limits));
        assertInstanceOf(Reply.Existing.class, acceptance.take(draft, true, limits));
        assertEquals(1, today(tenant));
        assertEquals(UNIT, spent(tenant));
    }

    @Test
    void of_a_hundred_at_once_as_many_are_taken_as_the_month_of_the_key_has() throws Exception {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(100));
        monthLimit(tenant, 37 * UNIT + UNIT / 2);
        List<Reply> replies = atOnce(100, i -> spend(TestCore.draft(tenant, 1)));
        assertEquals(37, count(replies, Reply.Taken.class));
        assertEquals(63, count(replies, Reply.SpendLimit.class));
        assertEquals(37 * UNIT, spent(tenant));
        assertEquals(37 * UNIT, standing(tenant).held());
        assertEquals(37, today(tenant), "what is refused for the month takes no place in the day");
    }

    @Test
    void what_comes_back_gives_room_in_the_month() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        monthLimit(tenant, 2 * UNIT);
        JobId released = taken(spend(TestCore.draft(tenant, 2)));
        assertInstanceOf(Reply.SpendLimit.class, spend(TestCore.draft(tenant, 1)));
        settlements.expire(released);
        settlements.expire(released);
        assertEquals(0, spent(tenant));

        JobId half = taken(spend(TestCore.draft(tenant, 2)));
        core.get(Charging.class).charge(half);
        settlements.settle(half, delivered(1));
        assertEquals(UNIT, spent(tenant));
        JobId whole = taken(spend(TestCore.draft(tenant, 1)));
        core.get(Charging.class).charge(whole);
        settlements.settle(whole, delivered(1));
        assertEquals(2 * UNIT, spent(tenant));
        assertInstanceOf(Reply.SpendLimit.class, spend(TestCore.draft(tenant, 1)));
    }

    @Test
    void what_comes_back_in_a_later_month_gives_no_room() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        monthLimit(tenant, 2 * UNIT);
        JobId old = taken(spend(TestCore.draft(tenant, 1)));
        key(tenant, "month = '2020-01'");
        database.execute("UPDATE job SET created_at = '2020-01-31 23:59:59' WHERE id = '" + old.text() + "'");
        JobId current = taken(spend(TestCore.draft(tenant, 2)));
        assertEquals(2 * UNIT, spent(tenant), "the month began at zero");
        settlements.expire(old);
        assertEquals(2 * UNIT, spent(tenant));
        settlements.expire(current);
        assertEquals(0, spent(tenant));
    }

    @Test
    void a_key_without_a_limit_is_not_counted_and_one_that_lost_it_is_not_refused() {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(1));
        assertInstanceOf(Reply.Taken.class, take(TestCore.draft(tenant, 1), null));
        assertEquals(0, spent(tenant));
        monthLimit(tenant, 0);
        assertInstanceOf(Reply.SpendLimit.class, spend(TestCore.draft(tenant, 1)));
        key(tenant, "month_limit = NULL");
        assertInstanceOf(Reply.Taken.class, spend(TestCore.draft(tenant, 1)));
    }

    private Reply take(JobRow draft, @Nullable Integer dailyImages) {
        return acceptance.take(draft, false, new Limits(DEPTH, dailyImages, false));
    }

    private Reply spend(JobRow draft) {
        return acceptance.take(draft, false, new Limits(DEPTH, null, true));
    }

    private static JobId taken(Reply reply) {
        return assertInstanceOf(Reply.Taken.class, reply).row().jobId();
    }

    private static JobEnding delivered(int images) {
        ImageSize size = new ImageSize(64, 32);
        return new JobEnding.Finished(IntStream.range(0, images)
                .<ImageOutcome>mapToObj(
                        index -> new ImageOutcome.Stored(index, ImageFormat.PNG, 100, size, "a".repeat(64)))
                .toList());
    }

    private void monthLimit(TenantId tenant, long limit) {
        key(tenant, "month_limit = " + limit);
    }

    private void key(TenantId tenant, String change) {
        database.execute("UPDATE api_key SET %s WHERE tenant_id = '%s'".formatted(change, tenant.text()));
    }

    private void wallet(TenantId tenant, String change) {
        database.execute("UPDATE wallet SET %s WHERE tenant_id = '%s'".formatted(change, tenant.text()));
    }

    private long spent(TenantId tenant) {
        return database.count("SELECT month_spent FROM api_key WHERE tenant_id = '" + tenant.text() + "'");
    }

    private long today(TenantId tenant) {
        return database.count("SELECT day_images FROM wallet WHERE tenant_id = '" + tenant.text() + "'");
    }

    private long secondsOfToday() {
        return database.count("SELECT 86400 - TIME_TO_SEC(UTC_TIME())");
    }

    private Standing standing(TenantId tenant) {
        return core.get(Ledger.class).standing(tenant).orElseThrow();
    }

    private static long count(List<Reply> replies, Class<? extends Reply> kind) {
        return replies.stream().filter(kind::isInstance).count();
    }

    private interface Deed {
        Reply of(int index);
    }

    private static List<Reply> atOnce(int count, Deed deed) throws Exception {
        List<Callable<Reply>> deeds = IntStream.range(0, count)
                .mapToObj(i -> (Callable<Reply>) () -> deed.of(i))
                .toList();
        List<Reply> replies = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(20)) {
            for (Future<Reply> future : executor.invokeAll(deeds)) {
                replies.add(future.get());
            }
        }
        return replies;
    }
}
