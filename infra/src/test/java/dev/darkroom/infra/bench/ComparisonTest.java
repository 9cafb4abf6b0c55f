package dev.darkroom.infra.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final List<Measure> MEASURES = Measure.all(16);

    @Test
    void the_ratio_is_the_median_of_the_repeats_own() {
        Comparison comparison =
                new Comparison(measure("POST p50 ms, alone"), List.of(2.0, 30.0, 9.0), List.of(1.0, 20.0, 10.0));
        assertEquals(Optional.of(1.5), comparison.ratio());
        assertEquals(
                "POST p50 ms, alone             9.0 (2.0 to 30.0)        10.0 (1.0 to 20.0)         1.50  <= 1.25 "
                        + " MISSED",
                comparison.line());
    }

    @Test
    void each_repeat_has_both_sides() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Comparison(measure("CPU ms per job"), List.of(1.0), List.of()));
    }

    @Test
    void a_measure_takes_only_its_phase() {
        List<Batch> batches = List.of(
                batch(Side.PRODUCT, Phase.WARM_UP, 100),
                batch(Side.BARE, Phase.WARM_UP, 100),
                batch(Side.PRODUCT, Phase.LOADED, 3),
                batch(Side.BARE, Phase.LOADED, 2));
        assertEquals(
                Optional.of(1.5),
                Comparison.of(measure("POST p50 ms, 16 in flight"), batches).ratio());
        assertEquals(
                Optional.of(1.0),
                Comparison.of(measure("jobs/s, 16 in flight"), batches).ratio());
        assertEquals(
                Optional.empty(),
                Comparison.of(measure("POST p50 ms, alone"), batches).ratio());
    }

    @Test
    void what_cannot_be_known_here_is_said_so() {
        List<Batch> batches = List.of(batch(Side.PRODUCT, Phase.LOADED, 3), batch(Side.BARE, Phase.LOADED, 2));
        String line = Comparison.of(measure("CPU ms per job"), batches).line();
        assertEquals("CPU ms per job                 n/a                      n/a                         n/a", line);
    }

    private static Measure measure(String name) {
        return MEASURES.stream()
                .filter(measure -> measure.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Batch batch(Side side, Phase phase, double millis) {
        List<Sample> samples = List.of(new Sample(side, phase, 1, millis, 2 * millis, 26));
        return new Batch(side, phase, 1, samples, List.of(), 0.5, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
