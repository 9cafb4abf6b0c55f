package dev.darkroom.workflows.domain.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryScheduleTest {

    @ParameterizedTest
    @CsvSource({"1,PT5S", "2,PT5M", "3,PT30M", "4,PT2H", "5,PT5H", "6,PT10H", "7,PT14H", "8,PT20H", "9,PT24H"})
    void pauses_as_the_contract_says(int tries, Duration pause) {
        assertEquals(Optional.of(pause), DeliverySchedule.pause(tries, Duration.ZERO, 0));
    }

    @Test
    void there_is_nothing_after_the_tenth() {
        assertEquals(10, DeliverySchedule.TRIES_MAX);
        assertEquals(Optional.empty(), DeliverySchedule.pause(10, Duration.ofHours(1), 0));
        assertEquals(Optional.empty(), DeliverySchedule.pause(11, Duration.ZERO, 0));
    }

    @Test
    void chance_makes_a_pause_longer_by_a_tenth_at_the_most() {
        assertEquals(
                Duration.ofMillis(5250),
                DeliverySchedule.pause(1, Duration.ZERO, 0.5).orElseThrow());
        assertTrue(
                DeliverySchedule.pause(9, Duration.ZERO, 0.999999).orElseThrow().compareTo(Duration.ofMinutes(24 * 66))
                        <= 0);
    }

    @ParameterizedTest
    @CsvSource({"PT1S,PT5S", "PT1M,PT1M", "PT24H,PT24H", "PT300H,PT24H"})
    void a_receiver_can_ask_for_longer_up_to_a_day(Duration asked, Duration pause) {
        assertEquals(pause, DeliverySchedule.pause(1, asked, 0).orElseThrow());
    }

    @Test
    void tries_are_counted_from_one() {
        assertThrows(IllegalArgumentException.class, () -> DeliverySchedule.pause(0, Duration.ZERO, 0));
    }
}
