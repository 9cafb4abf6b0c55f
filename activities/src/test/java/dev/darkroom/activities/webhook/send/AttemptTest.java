package dev.darkroom.activities.webhook.send;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptTest {

    private static final Instant AT = Instant.parse("2026-03-05T10:00:00Z");
    private static final Duration TOOK = Duration.ofMillis(20);

    @ParameterizedTest
    @CsvSource({
        "101, false, false",
        "200, true, false",
        "204, true, false",
        "299, true, false",
        "300, false, false",
        "404, false, false",
        "410, false, true",
        "500, false, false"
    })
    void a_status_says_how_it_went(int status, boolean success, boolean gone) {
        Attempt attempt = new Attempt(AT, status, TOOK, null, "", null);
        assertEquals(success, attempt.isSuccess());
        assertEquals(gone, attempt.isGone());
    }

    @Test
    void without_an_answer_it_failed() {
        for (Problem problem : Problem.values()) {
            Attempt attempt = Attempt.failed(AT, problem, null);
            assertEquals(false, attempt.isSuccess());
            assertEquals(false, attempt.isGone());
        }
    }

    @Test
    void problems_have_the_words_of_the_log() {
        assertEquals(
                List.of("unreachable", "timed_out", "broken"),
                Stream.of(Problem.values()).map(Problem::word).toList());
    }

    @Test
    void what_contradicts_itself_is_no_attempt() {
        refuses(null, TOOK, null, "", null);
        refuses(200, TOOK, Problem.BROKEN, "", null);
        refuses(200, null, null, "", null);
        refuses(null, TOOK, Problem.UNREACHABLE, "", null);
        refuses(null, TOOK, Problem.BROKEN, "text", null);
        refuses(null, TOOK, Problem.BROKEN, "", TOOK);
    }

    private static void refuses(
            @Nullable Integer status,
            @Nullable Duration took,
            @Nullable Problem problem,
            String answer,
            @Nullable Duration retryAfter) {
        assertThrows(IllegalArgumentException.class, () -> new Attempt(AT, status, took, problem, answer, retryAfter));
    }
}
