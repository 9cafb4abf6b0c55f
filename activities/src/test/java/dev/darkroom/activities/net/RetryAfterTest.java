package dev.darkroom.activities.net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterTest {

    private static final Instant NOW = Instant.parse("2026-03-05T10:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "120, PT2M",
        "86400, PT24H",
        "86401, PT24H",
        "999999, PT24H",
        "999999999999999999, PT24H",
        "'Thu, 05 Mar 2026 10:05:00 GMT', PT5M",
        "'Thursday, 05-Mar-26 10:05:00 GMT', PT5M",
        "'Thu, 05 Mar 2026 10:00:00 GMT', PT0S",
        "'Fri, 05 Mar 2027 10:00:00 GMT', PT24H"
    })
    void seconds_and_dates_are_understood_up_to_a_day(String value, Duration expected) {
        assertEquals(expected, RetryAfter.read(value, NOW));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "+1",
                "1.5",
                "1e3",
                "0x10",
                "1 hour",
                "soon",
                "١٢",
                "9999999999999999999999",
                "2026-03-05T10:05:00Z",
                "Thu, 05 Mar 2026 09:59:59 GMT",
                "Thu, 99 Mar 2026 10:05:00 GMT"
            })
    void what_is_neither_and_what_is_past_is_ignored(String value) {
        assertEquals(null, RetryAfter.read(value, NOW));
    }
}
