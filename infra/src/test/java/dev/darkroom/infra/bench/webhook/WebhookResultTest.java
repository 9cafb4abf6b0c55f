package dev.darkroom.infra.bench.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.infra.bench.figure.Phase;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class WebhookResultTest {

    private static final List<WebhookBatch> BATCHES = List.of(
            lone(Kind.WEBHOOK, Phase.WARM_UP, 1, 9999),
            lone(Kind.WEBHOOK, Phase.LONE, 1, 200),
            lone(Kind.TWO_HOPS, Phase.LONE, 1, 60),
            lone(Kind.SAME_STEPS, Phase.LONE, 1, 40),
            lone(Kind.TWO_HOPS, Phase.LONE, 2, 50),
            lone(Kind.SAME_STEPS, Phase.LONE, 2, 40),
            lone(Kind.WEBHOOK, Phase.LONE, 2, 260),
            beside(Kind.BESIDE_HEALTHY, 1, 100, 10, 0),
            beside(Kind.BESIDE_HOLE, 1, 140, 8, 7),
            beside(Kind.BESIDE_HOLE, 2, 160, 9.5, 9),
            beside(Kind.BESIDE_HEALTHY, 2, 100, 10, 0));

    @Test
    void the_time_to_the_first_byte_is_told_as_what_is_beyond_two_hops() {
        String line = line(BATCHES, "end to first byte p50 ms");
        assertTrue(line.contains("230.0 (200.0 to 260.0)"), line);
        assertTrue(line.contains("55.0 (50.0 to 60.0)"), line);
        assertTrue(line.endsWith("+175.00  <= +150.00 MISSED"), line);
    }

    @Test
    void a_hole_may_make_it_half_as_long_again_and_cost_a_tenth_of_the_jobs() {
        List<String> table = new WebhookResult(BATCHES, 16).table();
        int hole = table.indexOf(
                "median (min to max) of repeats beside one that hangs    without                   ratio  aim");
        assertTrue(table.get(hole + 1).endsWith("1.50  <= 1.50  met"), table.get(hole + 1));
        assertTrue(table.get(hole + 3).startsWith("jobs/s, 16 in flight "), table.get(hole + 3));
        assertTrue(table.get(hole + 3).endsWith("0.88  >= 0.90  MISSED"), table.get(hole + 3));
        assertTrue(table.get(hole + 4).contains("8.0 (7.0 to 9.0)"), table.get(hole + 4));
    }

    @Test
    void a_repeat_that_lost_everything_on_one_side_is_no_figure_but_is_told() {
        WebhookBatch lost =
                WebhookBatch.of(Kind.WEBHOOK, Phase.LONE, 3, List.of(), List.of("did not come within 60 s"));
        List<WebhookBatch> batches = Stream.concat(
                        BATCHES.stream(), Stream.of(lost, lone(Kind.TWO_HOPS, Phase.LONE, 3, 1)))
                .toList();
        assertEquals(line(BATCHES, "end to first byte p50 ms"), line(batches, "end to first byte p50 ms"));
        assertEquals(List.of("did not come within 60 s"), new WebhookResult(batches, 16).failures());
        assertTrue(lost.told().endsWith("n/a ms (p50), 1 LOST: did not come within 60 s"), lost.told());
    }

    @Test
    void the_raw_data_has_a_line_for_each_value() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            List<String> csv = new WebhookResult(BATCHES, 16).csv();
            assertEquals(
                    List.of(
                            "kind,phase,repeat,figure,value",
                            "webhook,warm_up,1,ms,9999.000",
                            "webhook,lone,1,ms,200.000"),
                    csv.subList(0, 3));
            assertTrue(csv.contains("beside_hole,loaded,2,jobs_per_s,9.500"), csv.toString());
            assertTrue(csv.contains("beside_hole,loaded,2,calls_hung,9.000"), csv.toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    private static String line(List<WebhookBatch> batches, String name) {
        return new WebhookResult(batches, 16)
                .table().stream()
                        .filter(line -> line.startsWith(name))
                        .findFirst()
                        .orElseThrow();
    }

    private static WebhookBatch lone(Kind kind, Phase phase, int repeat, double millis) {
        return WebhookBatch.of(kind, phase, repeat, List.of(millis), List.of());
    }

    private static WebhookBatch beside(Kind kind, int repeat, double millis, double jobsPerSecond, int hung) {
        return new WebhookBatch(
                kind,
                Phase.LOADED,
                repeat,
                List.of(millis),
                List.of(),
                OptionalDouble.of(jobsPerSecond),
                OptionalDouble.of(hung));
    }
}
