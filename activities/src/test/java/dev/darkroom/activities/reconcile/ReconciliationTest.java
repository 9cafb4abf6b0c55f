package dev.darkroom.activities.reconcile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.job.Acceptance;
import dev.darkroom.activities.job.Charging;
import dev.darkroom.activities.job.FakeFate;
import dev.darkroom.activities.job.JobRow;
import dev.darkroom.activities.job.Jobs;
import dev.darkroom.activities.job.WorkflowFate.Fate;
import dev.darkroom.activities.repair.Found;
import dev.darkroom.activities.repair.Remedy;
import dev.darkroom.activities.testing.TestCore;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReconciliationTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestCore core = TestCore.over(database, database.config(), Map.of("test.fate", "fake"));
    private final Reconciliation reconciliation = core.get(Reconciliation.class);
    private final FakeFate fate = core.get(FakeFate.class);
    private final Jobs jobs = core.get(Jobs.class);

    @AfterAll
    void close() {
        core.close();
    }

    @Test
    void a_look_finds_what_is_not_due_and_changes_nothing_and_an_apply_leaves_nothing_to_find()
            throws InterruptedException {
        JobRow lost = charged();
        JobRow closed = charged();
        JobRow running = charged();
        fate.fates.put(lost.jobId(), Fate.UNKNOWN);
        fate.fates.put(closed.jobId(), Fate.CLOSED);
        List<Found> expected =
                List.of(new Found(lost.id(), "QUEUED", Remedy.START), new Found(closed.id(), "QUEUED", Remedy.WAIT));
        assertEquals(expected, sorted(look()));
        assertEquals(expected, sorted(look()), "a second look");
        assertEquals(List.of(), fate.started);

        List<Found> applied = new ArrayList<>();
        reconciliation.apply(found -> {
            applied.add(found);
            fate.fates.replace(lost.jobId(), Fate.RUNNING);
        });
        assertEquals(new Found(closed.id(), "QUEUED", Remedy.END), applied.getLast());
        assertEquals(1, fate.started.size());
        assertEquals(JobState.FAILED, jobs.find(closed.jobId()).orElseThrow().state());
        assertEquals(JobState.QUEUED, jobs.find(running.jobId()).orElseThrow().state());
        assertEquals(List.of(), look(), "nothing is left");
    }

    private List<Found> look() {
        List<Found> found = new ArrayList<>();
        reconciliation.look(found::add);
        return found;
    }

    private static List<Found> sorted(List<Found> found) {
        return found.stream()
                .sorted((a, b) -> a.remedy().name().compareTo(b.remedy().name()))
                .toList();
    }

    private JobRow charged() {
        JobRow draft = TestCore.draft(core.tenant(MicroUsd.ofUsd(1)), 2);
        core.get(Acceptance.class).take(draft, false, Acceptance.Limits.ofDepth(100));
        core.get(Charging.class).charge(draft.jobId());
        database.execute("UPDATE job SET created_at = created_at - INTERVAL 10 SECOND WHERE id = '" + draft.id() + "'");
        return draft;
    }
}
