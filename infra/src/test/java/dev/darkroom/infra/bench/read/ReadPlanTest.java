package dev.darkroom.infra.bench.read;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ReadPlanTest {

    @Test
    void one_at_a_time_is_a_third_of_the_time_under_load() {
        ReadPlan plan = new ReadPlan(5, 1.5, 16, 6);
        assertEquals(Duration.ofMillis(1500), plan.loaded());
        assertEquals(Duration.ofMillis(500), plan.lone());
    }
}
