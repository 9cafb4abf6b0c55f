package dev.darkroom.workflows.domain.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageOutcome.Failed;
import dev.darkroom.workflows.domain.job.ImageOutcome.Filtered;
import dev.darkroom.workflows.domain.job.ImageOutcome.Stored;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VerdictTest {

    /** One letter per image: s stored, f filtered, e empty, d a disk that failed, - not mentioned. */
    @ParameterizedTest
    @CsvSource({
        "s,    1, false, SUCCEEDED, ,              1, ''",
        "ssss, 4, false, SUCCEEDED, ,              4, ''",
        "sf,   2, false, SUCCEEDED, ,              1, 1:FILTERED",
        "fsde, 4, false, SUCCEEDED, ,              1, '0:FILTERED,2:STORAGE_ERROR,3:EMPTY_RESULT'",
        "s-,   2, false, SUCCEEDED, ,              1, 1:EMPTY_RESULT",
        "sss,  2, false, SUCCEEDED, ,              2, ''",
        "f,    1, false, FAILED,    FILTERED,      0, 0:FILTERED",
        "ff,   2, false, FAILED,    FILTERED,      0, '0:FILTERED,1:FILTERED'",
        "de,   2, false, FAILED,    STORAGE_ERROR, 0, '0:STORAGE_ERROR,1:EMPTY_RESULT'",
        "-,    1, false, FAILED,    EMPTY_RESULT,  0, 0:EMPTY_RESULT",
        "ss,   2, true,  CANCELED,  CANCELED,      2, ''",
        "sf,   2, true,  CANCELED,  CANCELED,      1, 1:FILTERED"
    })
    void a_finished_job_is_judged_by_what_was_stored(
            String outcomes,
            int images,
            boolean withdrawn,
            JobState state,
            @Nullable FailureKind failure,
            int delivered,
            String missing) {
        Verdict verdict = Verdict.of(new JobEnding.Finished(outcomes(outcomes)), images, withdrawn);
        assertEquals(state, verdict.state());
        assertEquals(failure, verdict.failure());
        assertEquals(delivered, verdict.delivered().size());
        assertEquals(missing, text(verdict.missing()));
    }

    @Test
    void a_failure_delivers_nothing() {
        Verdict verdict = Verdict.of(new JobEnding.Failed(FailureKind.PROVIDER_TIMEOUT), 2, false);
        assertEquals(JobState.FAILED, verdict.state());
        assertEquals(FailureKind.PROVIDER_TIMEOUT, verdict.failure());
        assertEquals(0, verdict.delivered().size());
    }

    @Test
    void a_failure_of_a_job_that_was_to_be_canceled_is_a_cancel() {
        Verdict verdict = Verdict.of(new JobEnding.Failed(FailureKind.PROVIDER_TIMEOUT), 2, true);
        assertEquals(JobState.CANCELED, verdict.state());
        assertEquals(FailureKind.CANCELED, verdict.failure());
    }

    @Test
    void an_expired_job_ends_canceled_and_says_why() {
        Verdict verdict = Verdict.of(new JobEnding.Withdrawn(FailureKind.EXPIRED, List.of()), 1, false);
        assertEquals(JobState.CANCELED, verdict.state());
        assertEquals(FailureKind.EXPIRED, verdict.failure());
    }

    @Test
    void a_verdict_is_terminal() {
        assertThrows(
                IllegalArgumentException.class, () -> new Verdict(JobState.RUNNING, null, List.of(), List.of(), null));
        assertThrows(
                IllegalArgumentException.class, () -> new Verdict(JobState.FAILED, null, List.of(), List.of(), null));
    }

    private static List<ImageOutcome> outcomes(String letters) {
        List<ImageOutcome> outcomes = new ArrayList<>();
        for (int index = 0; index < letters.length(); index++) {
            switch (letters.charAt(index)) {
                case 's' -> outcomes.add(stored(index));
                case 'f' -> outcomes.add(new Filtered(index));
                case 'e' -> outcomes.add(new Failed(index, FailureKind.EMPTY_RESULT));
                case 'd' -> outcomes.add(new Failed(index, FailureKind.STORAGE_ERROR));
                default -> {}
            }
        }
        return outcomes;
    }

    private static Stored stored(int index) {
        return new Stored(index, ImageFormat.PNG, 10, new ImageSize(1, 1), "0".repeat(64));
    }

    private static String text(List<Verdict.Missing> missing) {
        return String.join(
                ",", missing.stream().map(m -> m.index() + ":" + m.kind()).toList());
    }
}
