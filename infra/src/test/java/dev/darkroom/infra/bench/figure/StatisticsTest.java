package dev.darkroom.infra.bench.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatisticsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "50, 50", "98.5, 99", "99, 99", "99.5, 100", "100, 100"})
    void a_percentile_is_the_nearest_rank_of_a_hundred(double percent, double expected) {
        double[] downwards =
                IntStream.rangeClosed(1, 100).mapToDouble(i -> 101 - i).toArray();
        assertEquals(expected, Statistics.percentile(percent, downwards));
    }

    @Test
    void the_99th_of_few_is_the_greatest() {
        assertEquals(9, Statistics.percentile(99, 9, 1, 5));
    }

    @Test
    void the_values_are_left_as_they_are() {
        double[] values = {3, 1, 2};
        assertEquals(2, Statistics.percentile(50, values));
        assertEquals(3, values[0]);
    }

    @Test
    void a_median_is_in_the_middle() {
        assertEquals(2, Statistics.median(3, 1, 2));
        assertEquals(2.5, Statistics.median(4, 1, 3, 2));
        assertEquals(7, Statistics.median(7));
    }

    @Test
    void nothing_has_neither() {
        assertThrows(IllegalArgumentException.class, Statistics::median);
        assertThrows(IllegalArgumentException.class, () -> Statistics.percentile(50));
        assertThrows(IllegalArgumentException.class, () -> Statistics.percentile(0, 1));
        assertThrows(IllegalArgumentException.class, () -> Statistics.percentile(101, 1));
    }
}
