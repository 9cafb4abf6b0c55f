package dev.darkroom.activities.activity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.workflows.contract.FailureTypes;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ActivityFailuresTest {

    @ParameterizedTest
    @CsvSource({"1, 0, false", "4, 0, false", "5, 0, true", "9, 0, true", "7, 6, false", "10, 6, false", "11, 6, true"})
    void an_attempt_that_waited_is_no_try_at_a_mistake(int attempt, int waits, boolean last) {
        assertEquals(last, ActivityFailures.isLast(attempt, () -> waits));
    }

    @Test
    void the_first_attempts_ask_nobody_how_many_waited() {
        assertFalse(ActivityFailures.isLast(4, () -> {
            throw new AssertionError("asked");
        }));
    }

    @Test
    void a_job_that_waits_is_tried_again_after_its_pause() {
        ApplicationFailure failure =
                assertInstanceOf(ApplicationFailure.class, ActivityFailures.waiting(Duration.ofMillis(1234)));
        assertEquals(FailureTypes.NO_LEASE, failure.getType());
        assertEquals(Duration.ofMillis(1234), failure.getNextRetryDelay());
        assertFalse(failure.isNonRetryable());
        assertTrue(failure.getOriginalMessage().contains("run as may"));
    }
}
