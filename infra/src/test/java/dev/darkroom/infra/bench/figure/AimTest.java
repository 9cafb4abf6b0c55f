package dev.darkroom.infra.bench.figure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AimTest {

    @ParameterizedTest
    @CsvSource({"0.79, MISSED", "0.80, met", "1.50, met"})
    void throughput_is_at_least(double ratio, String verdict) {
        assertEquals(verdict, new Aim.AtLeast(0.80).verdict(ratio));
    }

    @ParameterizedTest
    @CsvSource({"0.50, met", "1.25, met", "1.26, MISSED"})
    void latency_is_at_most(double ratio, String verdict) {
        assertEquals(verdict, new Aim.AtMost(1.25).verdict(ratio));
    }

    @ParameterizedTest
    @CsvSource({"1.5, 1.0, +0.50, met", "2.0, 1.0, +1.00, met", "2.1, 1.0, +1.10, MISSED", "0.5, 1.0, -0.50, met"})
    void some_latency_is_at_most_so_much_more(double product, double yardstick, String text, String verdict) {
        Aim aim = new Aim.AtMostMore(1.0);
        double more = aim.relate(product, yardstick);
        assertEquals(text, aim.text(more));
        assertEquals(verdict, aim.verdict(more));
        assertEquals("<= +1.00", aim.text());
    }

    @ParameterizedTest
    @CsvSource({"0.1", "10"})
    void what_has_no_aim_has_no_verdict(double ratio) {
        assertEquals("", new Aim.None().verdict(ratio));
        assertEquals("", new Aim.Unrelated().verdict(ratio));
        assertEquals("", new Aim.Unrelated().text(ratio));
    }
}
