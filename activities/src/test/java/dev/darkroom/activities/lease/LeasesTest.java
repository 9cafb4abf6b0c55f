package dev.darkroom.activities.lease;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.Settlements;
import dev.darkroom.activities.job.Submissions;
import dev.darkroom.activities.job.Submissions.Intent;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageOutcome;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobEnding;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ProviderId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LeasesTest {

    private static final int PROVIDER_JOBS_MAX = 5;
    private static final Route FIRST = new Route(new ProviderId("first"), "m");
    private static final Route NEXT = new Route(new ProviderId("next"), "m");
    private static final JobEnding FAILED = new JobEnding.Failed(FailureKind.PROVIDER_ERROR);

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core =
            TestCore.over(database, database.config(), Map.of("darkroom.worker.provider-jobs-max", PROVIDER_JOBS_MAX));
    private final Submissions submissions = core.get(Submissions.class);
    private final Settlements settlements = core.get(Settlements.class);
    private final Leases leases = core.get(Leases.class);

    LeasesTest() {
        database.execute("INSERT INTO capacity (name, running) VALUES ('provider:first', 0), ('provider:next', 0)");
    }

    @AfterAll
    void close() {
        core.close();
    }

    /** Whatever a test did, every lease that is counted is one that a job holds. */
    @AfterEach
    void every_lease_is_held_by_a_job() {
        assertEquals(0, leases.countAgain());
        for (String job : running()) {
            settlements.settle(JobId.of(job), FAILED);
        }
        assertEquals(0, database.count("SELECT SUM(running) FROM capacity"));
    }

    static Stream<JobEnding> endings() {
        ImageOutcome stored = new ImageOutcome.Stored(0, ImageFormat.PNG, 100, new ImageSize(64, 32), "a".repeat(64));
        return Stream.of(
                new JobEnding.Finished(List.of(stored)),
                new JobEnding.Failed(FailureKind.PROVIDER_ERROR),
                new JobEnding.Withdrawn(FailureKind.CANCELED, List.of()),
                new JobEnding.Withdrawn(FailureKind.CANCELED, List.of(stored)));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void every_end_gives_both_leases_back_once(JobEnding ending) {
        TenantId tenant = tenant(20);
        JobId job = queued(tenant);
        JobId other = queued(tenant);
        written(submissions.intend(job, 0, FIRST, 1));
        written(submissions.intend(other, 0, FIRST, 1));
        assertEquals(2, core.leases(tenant));
        assertEquals(2, core.leases(FIRST.provider()));
        settlements.settle(job, ending);
        settlements.settle(job, FAILED);
        assertEquals(1, core.leases(tenant));
        assertEquals(1, core.leases(FIRST.provider()));
    }

    @ParameterizedTest
    @MethodSource("endings")
    void a_job_that_ends_without_an_intent_gives_nothing_back(JobEnding ending) {
        TenantId tenant = tenant(20);
        written(submissions.intend(queued(tenant), 0, FIRST, 1));
        settlements.settle(queued(tenant), ending);
        settlements.expire(queued(tenant));
        settlements.settle(pending(tenant), FAILED);
        assertEquals(1, core.leases(tenant));
        assertEquals(1, core.leases(FIRST.provider()));
    }

    @Test
    void of_many_intents_at_once_as_many_are_written_as_the_tier_allows() throws Exception {
        TenantId tenant = tenant(2);
        List<JobId> jobs = queued(tenant, 10);
        List<Intent> intents = atOnce(jobs, job -> submissions.intend(job, 0, FIRST, 1));
        assertEquals(
                2, intents.stream().filter(Intent.Written.class::isInstance).count());
        assertEquals(
                8, intents.stream().filter(Intent.NoLease.class::isInstance).count());
        assertEquals(2, core.leases(tenant));
        assertEquals(
                8, jobs.stream().filter(job -> state(job) == JobState.QUEUED).count());
    }

    @Test
    void of_many_tenants_at_once_as_many_jobs_run_as_the_provider_may_have() throws Exception {
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            jobs.addAll(queued(tenant(2), 3));
        }
        List<Intent> intents = atOnce(jobs, job -> submissions.intend(job, 0, FIRST, 1));
        assertEquals(
                PROVIDER_JOBS_MAX,
                intents.stream().filter(Intent.Written.class::isInstance).count());
        assertEquals(PROVIDER_JOBS_MAX, core.leases(FIRST.provider()));
        assertEquals(PROVIDER_JOBS_MAX, running().size());
    }

    @Test
    void jobs_that_come_and_go_at_once_leave_no_lease_behind() throws Exception {
        List<JobId> jobs = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            jobs.addAll(queued(tenant(3), 12));
        }
        atOnce(jobs, job -> {
            Intent intent = submissions.intend(job, 0, FIRST, 1);
            if (intent instanceof Intent.Written) {
                submissions.intend(job, 1, NEXT, 1);
                assertTrue(core.leases(NEXT.provider()) <= PROVIDER_JOBS_MAX);
            }
            return settlements.settle(job, FAILED);
        });
        assertEquals(0, running().size());
    }

    @Test
    void an_intent_without_a_lease_writes_nothing() {
        TenantId tenant = tenant(1);
        written(submissions.intend(queued(tenant), 0, FIRST, 1));
        JobRow waiting = row(queued(tenant));
        assertInstanceOf(Intent.NoLease.class, submissions.intend(waiting.jobId(), 0, FIRST, 1));
        assertEquals(waiting, row(waiting.jobId()));
        assertEquals(2, core.get(Jobs.class).events(waiting.jobId()).size());
        assertEquals(new LeaseQueue(1, 1), leases.queue(tenant));
    }

    @Test
    void a_provider_that_is_full_costs_the_tenant_nothing() {
        fill(FIRST);
        TenantId tenant = tenant(1);
        JobId job = queued(tenant);
        assertInstanceOf(Intent.NoLease.class, submissions.intend(job, 0, FIRST, 1));
        assertEquals(0, core.leases(tenant));
        written(submissions.intend(job, 0, NEXT, 2));
    }

    @Test
    void a_provider_is_counted_from_its_first_job_on() {
        Route fresh = new Route(new ProviderId("fresh"), "m");
        written(submissions.intend(queued(tenant(1)), 0, fresh, 1));
        assertEquals(1, core.leases(fresh.provider()));
    }

    @Test
    void a_tier_that_changes_counts_from_the_next_intent_on() {
        TenantId tenant = tenant(1);
        written(submissions.intend(queued(tenant), 0, FIRST, 1));
        JobId job = queued(tenant);
        assertInstanceOf(Intent.NoLease.class, submissions.intend(job, 0, FIRST, 1));
        database.execute("UPDATE tier SET running_max = 2 WHERE name = (SELECT tier FROM tenant WHERE id = '%s')"
                .formatted(tenant.text()));
        written(submissions.intend(job, 0, FIRST, 2));
    }

    @Test
    void a_canceled_or_expired_job_does_not_wait_for_a_lease() {
        TenantId tenant = tenant(1);
        written(submissions.intend(queued(tenant), 0, FIRST, 1));
        JobId canceled = queued(tenant);
        JobId expired = queued(tenant);
        database.execute("UPDATE job SET cancel_requested = TRUE WHERE id = '" + canceled.text() + "'");
        database.execute("UPDATE job SET expires_at = NOW(3) WHERE id = '" + expired.text() + "'");
        assertInstanceOf(Intent.NotOurs.class, submissions.intend(canceled, 0, FIRST, 1));
        assertInstanceOf(Intent.NotOurs.class, submissions.intend(expired, 0, FIRST, 1));
    }

    @Test
    void the_next_route_takes_the_lease_along() {
        TenantId tenant = tenant(1);
        JobId job = queued(tenant);
        written(submissions.intend(job, 0, FIRST, 1));
        assertEquals(
                NEXT.provider().value(),
                written(submissions.intend(job, 1, NEXT, 1)).work().provider());
        assertEquals(1, core.leases(tenant));
        assertEquals(0, core.leases(FIRST.provider()));
        assertEquals(1, core.leases(NEXT.provider()));
        written(submissions.intend(job, 2, FIRST, 1));
        assertEquals(1, core.leases(FIRST.provider()));
        assertEquals(0, core.leases(NEXT.provider()));
        written(submissions.intend(job, 3, FIRST, 1));
        assertEquals(1, core.leases(FIRST.provider()));
    }

    @Test
    void a_job_that_waits_for_its_next_provider_holds_none() {
        List<JobId> others = fill(NEXT);
        TenantId tenant = tenant(1);
        JobId job = queued(tenant);
        written(submissions.intend(job, 0, FIRST, 1));
        assertInstanceOf(Intent.NoLease.class, submissions.intend(job, 1, NEXT, 1));
        assertInstanceOf(Intent.NoLease.class, submissions.intend(job, 1, NEXT, 2));
        assertEquals(0, core.leases(FIRST.provider()));
        assertEquals(1, core.leases(tenant));
        assertEquals(JobState.RUNNING, state(job));
        settlements.settle(others.getFirst(), FAILED);
        written(submissions.intend(job, 1, NEXT, 3));
        assertEquals(PROVIDER_JOBS_MAX, core.leases(NEXT.provider()));
    }

    @Test
    void a_job_that_ends_between_two_providers_gives_its_tenants_lease_back() {
        fill(NEXT);
        TenantId tenant = tenant(1);
        JobId job = queued(tenant);
        written(submissions.intend(job, 0, FIRST, 1));
        submissions.intend(job, 1, NEXT, 1);
        settlements.settle(job, FAILED);
        assertEquals(0, core.leases(tenant));
        assertEquals(PROVIDER_JOBS_MAX, core.leases(NEXT.provider()));
    }

    @Test
    void a_ticket_keeps_the_lease_where_it_is() {
        JobId job = queued(tenant(1));
        written(submissions.intend(job, 0, FIRST, 1));
        submissions.accepted(job, new ProviderTicket(FIRST.provider(), "up-1"), 1);
        assertInstanceOf(Intent.NotOurs.class, submissions.intend(job, 1, NEXT, 1));
        assertEquals(1, core.leases(FIRST.provider()));
        assertEquals(0, core.leases(NEXT.provider()));
    }

    @Test
    void what_a_worker_without_leases_did_is_counted_again() {
        TenantId tenant = tenant(3);
        JobId ended = queued(tenant);
        written(submissions.intend(ended, 0, FIRST, 1));
        JobId started = queued(tenant);
        database.execute("UPDATE job SET state = 'FAILED', completed_at = NOW(3), check_at = NULL WHERE id = '%s'"
                .formatted(ended.text()));
        for (JobId job : List.of(started, queued(tenant))) {
            database.execute("UPDATE job SET state = 'RUNNING', work_route = 0, work_provider = 'older' WHERE id = '%s'"
                    .formatted(job.text()));
        }
        database.execute("INSERT INTO capacity (name, running) VALUES ('provider:older', 0)");
        settlements.settle(started, FAILED);
        assertEquals(3, leases.countAgain());
        assertEquals(1, core.leases(tenant));
        assertEquals(0, core.leases(FIRST.provider()));
        assertEquals(1, core.leases(new ProviderId("older")));
    }

    @Test
    void a_count_while_jobs_come_and_go_spoils_nothing() throws Exception {
        TenantId tenant = tenant(3);
        List<JobId> jobs = queued(tenant, 40);
        atOnce(jobs, job -> {
            database.execute(
                    "UPDATE capacity SET running = running + 1 WHERE name = 'tenant:%s'".formatted(tenant.text()));
            leases.countAgain();
            submissions.intend(job, 0, FIRST, 1);
            return settlements.settle(job, FAILED);
        });
        leases.countAgain();
        assertEquals(0, core.leases(tenant));
    }

    private static JobRow written(Intent intent) {
        return assertInstanceOf(Intent.Written.class, intent).row();
    }

    private List<JobId> fill(Route route) {
        List<JobId> jobs = queued(tenant(PROVIDER_JOBS_MAX), PROVIDER_JOBS_MAX);
        jobs.forEach(job -> written(submissions.intend(job, 0, route, 1)));
        return jobs;
    }

    private TenantId tenant(int runningMax) {
        TenantId tenant = core.tenant(MicroUsd.ofUsd(10));
        core.tier(tenant, runningMax, null);
        return tenant;
    }

    private JobId pending(TenantId tenant) {
        JobRow draft = TestCore.draft(tenant, 1);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(1000));
        return draft.jobId();
    }

    private JobId queued(TenantId tenant) {
        JobId job = pending(tenant);
        core.get(Charging.class).charge(job);
        return job;
    }

    private List<JobId> queued(TenantId tenant, int count) {
        return IntStream.range(0, count).mapToObj(i -> queued(tenant)).toList();
    }

    private JobRow row(JobId job) {
        return core.get(Jobs.class).find(job).orElseThrow();
    }

    private JobState state(JobId job) {
        return row(job).state();
    }

    private List<String> running() {
        String ids = database.query("SELECT GROUP_CONCAT(id) FROM job WHERE state = 'RUNNING'");
        return ids == null ? List.of() : List.of(ids.split(","));
    }

    private interface Deed<T> {
        T on(JobId job);
    }

    private static <T> List<T> atOnce(List<JobId> jobs, Deed<T> deed) throws Exception {
        List<Callable<T>> deeds =
                jobs.stream().map(job -> (Callable<T>) () -> deed.on(job)).toList();
        List<T> done = new ArrayList<>();
        try (ExecutorService executor = Executors.newFixedThreadPool(10)) {
            for (Future<T> future : executor.invokeAll(deeds)) {
                done.add(future.get());
            }
        }
        return done;
    }
}
