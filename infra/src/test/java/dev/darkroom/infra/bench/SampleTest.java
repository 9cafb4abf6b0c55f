package dev.darkroom.infra.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.infra.bench.figure.Phase;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class SampleTest {

    @Test
    void a_line_has_a_value_for_each_name_of_the_header() {
        Sample sample = new Sample(Side.PRODUCT, Phase.WARM_UP, 2, 1.23456, 200, 26);
        assertEquals("product,warm_up,2,1.235,200.000,26", sample.csv());
        assertEquals(Sample.CSV_HEADER.split(",").length, sample.csv().split(",").length);
    }

    @Test
    void a_line_is_the_same_in_every_country() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            assertEquals("bare,lone,1,0.500,1.500,26", new Sample(Side.BARE, Phase.LONE, 1, 0.5, 1.5, 26).csv());
        } finally {
            Locale.setDefault(before);
        }
    }
}
