package dev.darkroom.infra.bench.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final Aim RATIO = new Aim.AtMost(1.25);

    @Test
    void the_ratio_is_the_median_of_the_repeats_own() {
        Comparison comparison =
                new Comparison("POST p50 ms, alone", RATIO, List.of(2.0, 30.0, 9.0), List.of(1.0, 20.0, 10.0));
        assertEquals(Optional.of(1.5), comparison.relation());
        assertEquals(
                "POST p50 ms, alone             9.0 (2.0 to 30.0)        10.0 (1.0 to 20.0)         1.50  <= 1.25 "
                        + " MISSED",
                comparison.line());
    }

    @Test
    void a_difference_has_a_sign() {
        Comparison comparison =
                new Comparison("p50 ms, alone", new Aim.AtMostMore(1), List.of(0.75, 2.5), List.of(0.5, 2.25));
        assertEquals(
                "p50 ms, alone                  1.6 (0.8 to 2.5)         1.4 (0.5 to 2.3)          +0.25  <= +1.00"
                        + " met",
                comparison.line());
    }

    @Test
    void what_is_less_than_one_keeps_its_digits() {
        Comparison comparison = new Comparison("CPU ms per read", new Aim.None(), List.of(0.125), List.of(0.0625));
        assertEquals(
                "CPU ms per read                0.125 (0.125 to 0.125)   0.063 (0.063 to 0.063)     2.00",
                comparison.line());
    }

    @Test
    void names_stand_above_their_columns() {
        String line = new Comparison("x", RATIO, List.of(3.0), List.of(4.0)).line();
        String header = Comparison.header("product", "bare");
        assertEquals(header.indexOf("product"), line.indexOf("3.0 ("));
        assertEquals(header.indexOf("bare"), line.indexOf("4.0 ("));
        assertEquals(header.indexOf("aim"), line.indexOf("<= 1.25"));
    }

    @Test
    void each_repeat_has_both_sides() {
        assertThrows(
                IllegalArgumentException.class, () -> new Comparison("CPU ms per job", RATIO, List.of(1.0), List.of()));
    }

    @Test
    void what_cannot_be_known_here_is_said_so() {
        Comparison comparison = new Comparison("CPU ms per job", RATIO, List.of(), List.of());
        assertEquals(Optional.empty(), comparison.relation());
        assertEquals(
                "CPU ms per job                 n/a                      n/a                         n/a  <= 1.25",
                comparison.line());
    }
}
