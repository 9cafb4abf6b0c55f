package dev.darkroom.infra.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.infra.bench.figure.Phase;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasureTest {

    private static final List<Batch> BATCHES = List.of(
            batch(Side.PRODUCT, Phase.WARM_UP, 100),
            batch(Side.BARE, Phase.WARM_UP, 100),
            batch(Side.PRODUCT, Phase.LOADED, 3),
            batch(Side.BARE, Phase.LOADED, 2));

    @Test
    void a_measure_takes_only_its_phase() {
        assertEquals(Optional.of(1.5), relation("POST p50 ms, 16 in flight"));
        assertEquals(Optional.of(1.0), relation("jobs/s, 16 in flight"));
        assertEquals(Optional.empty(), relation("POST p50 ms, alone"));
    }

    @Test
    void what_the_system_does_not_tell_is_no_figure() {
        assertEquals(Optional.empty(), relation("CPU ms per job"));
    }

    private static Optional<Double> relation(String name) {
        return Measure.all(16).stream()
                .filter(measure -> measure.name().equals(name))
                .findFirst()
                .orElseThrow()
                .compare(BATCHES)
                .relation();
    }

    private static Batch batch(Side side, Phase phase, double millis) {
        List<Sample> samples = List.of(new Sample(side, phase, 1, millis, 2 * millis, 26));
        return new Batch(side, phase, 1, samples, List.of(), 0.5, OptionalDouble.empty(), OptionalDouble.empty());
    }
}
