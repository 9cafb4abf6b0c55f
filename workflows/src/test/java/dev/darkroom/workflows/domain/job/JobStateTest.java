package dev.darkroom.workflows.domain.job;

import static dev.darkroom.workflows.domain.job.JobState.CANCELED;
import static dev.darkroom.workflows.domain.job.JobState.FAILED;
import static dev.darkroom.workflows.domain.job.JobState.PENDING;
import static dev.darkroom.workflows.domain.job.JobState.QUEUED;
import static dev.darkroom.workflows.domain.job.JobState.RUNNING;
import static dev.darkroom.workflows.domain.job.JobState.SUCCEEDED;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JobStateTest {

    private static final Map<JobState, Set<JobState>> MOVES = Map.of(
            PENDING, EnumSet.of(QUEUED, FAILED, CANCELED),
            QUEUED, EnumSet.of(RUNNING, FAILED, CANCELED),
            RUNNING, EnumSet.of(SUCCEEDED, FAILED, CANCELED),
            SUCCEEDED, EnumSet.noneOf(JobState.class),
            FAILED, EnumSet.noneOf(JobState.class),
            CANCELED, EnumSet.noneOf(JobState.class));

    @ParameterizedTest
    @EnumSource
    void moves_only_forward(JobState state) {
        Set<JobState> allowed = EnumSet.noneOf(JobState.class);
        for (JobState next : JobState.values()) {
            if (state.canBecome(next)) {
                allowed.add(next);
            }
        }
        assertEquals(MOVES.get(state), allowed);
        assertEquals(allowed.isEmpty(), state.isTerminal());
    }
}
