package dev.darkroom.workflows.workflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.workflows.contract.ActivityTimeouts;
import dev.darkroom.workflows.contract.ChainActivities.ChainCharged;
import dev.darkroom.workflows.contract.ChainActivities.ChainClosed;
import dev.darkroom.workflows.contract.ChainActivities.ChainStep;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.JobId;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.StepEnd;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a chain's page says of its steps. */
class ChainDetailsTest {

    private static final ChainCharged CHAIN = new ChainCharged(
            new MicroUsd(150_000),
            true,
            List.of(step("base", 1), step("left", 2), step("join", 3)),
            new ActivityTimeouts(Duration.ofSeconds(30), Duration.ofMinutes(10)));
    private static final SortedMap<Integer, StepEnd> ENDS =
            new TreeMap<>(Map.of(0, new StepEnd(JobState.SUCCEEDED, List.of(0))));
    private static final SortedSet<Integer> LEFT = new TreeSet<>(List.of(1));

    @Test
    void a_step_of_a_chain_that_goes_on_runs_or_waits() {
        assertEquals(List.of("SUCCEEDED", "**running**", "waits"), states(ChainDetails.running(CHAIN, ENDS, LEFT)));
    }

    @Test
    void no_step_of_a_chain_that_has_ended_waits() {
        ChainClosed closed = new ChainClosed(
                JobState.CANCELED, new MicroUsd(50_000), new MicroUsd(100_000), FailureKind.CANCELED, null);
        assertEquals(
                List.of("SUCCEEDED", "canceled while it ran", "skipped or canceled"),
                states(ChainDetails.ended(CHAIN, ENDS, LEFT, closed)));
    }

    private static ChainStep step(String name, int id) {
        JobId job = JobId.of("00000000-0000-4000-8000-00000000000" + id);
        return new ChainStep(name, new ModelId("flux-dev"), job, new MicroUsd(50_000), List.of(), null);
    }

    private static List<String> states(String page) {
        return page.lines()
                .filter(line -> line.contains("`00000000-"))
                .map(line -> line.split(" \\| ")[2])
                .toList();
    }
}
