package dev.darkroom.infra.bench.read;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.infra.bench.figure.Phase;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class ReadResultTest {

    private static final List<ReadBatch> BATCHES = List.of(
            batch(Resource.TASK, Phase.WARM_UP, 9_999),
            batch(Resource.FILE, Phase.WARM_UP, 1),
            batch(Resource.TASK, Phase.LONE, 1_000),
            batch(Resource.FILE, Phase.LONE, 4_000),
            batch(Resource.LIST, Phase.LONE, 250),
            batch(Resource.TASK, Phase.LOADED, 3_000),
            batch(Resource.FILE, Phase.LOADED, 4_000),
            batch(Resource.LIST, Phase.LOADED, 1_000));

    private final List<String> table = new ReadResult(BATCHES, 16).table();

    @Test
    void a_task_and_a_page_are_each_beside_the_file() {
        assertEquals(
                "median (min to max) of repeats GET by id                static file               ratio  aim",
                table.get(0));
        assertEquals(
                "reads/s, 16 in flight          1500 (1500 to 1500)      2000 (2000 to 2000)        0.75  >= 0.60 "
                        + " met",
                table.get(1));
        int page = table.indexOf(
                "median (min to max) of repeats list of 20               static file               ratio  aim");
        assertEquals(
                "reads/s, 16 in flight          500.0 (500.0 to 500.0)   2000 (2000 to 2000)        0.25  >= 0.60 "
                        + " MISSED",
                table.get(page + 1));
    }

    @Test
    void only_the_time_of_one_task_may_be_so_much_more() {
        List<String> alone =
                table.stream().filter(line -> line.startsWith("p50 ms, alone")).toList();
        assertTrue(alone.getFirst().endsWith("+0.75  <= +1.00 met"), alone.getFirst());
        assertTrue(alone.getLast().endsWith(" 16.00"), alone.getLast());
    }

    @Test
    void cpu_time_is_told_for_each_read() {
        List<String> cpu = table.stream().filter(line -> line.contains("CPU")).toList();
        assertTrue(cpu.get(0).startsWith("CPU ms per read                0.200 ("), cpu.get(0));
        assertTrue(cpu.get(1).startsWith("servers' CPU ms per read       0.033 ("), cpu.get(1));
        assertTrue(cpu.get(2).startsWith("caller's part of the CPU, %    30.0 ("), cpu.get(2));
    }

    @Test
    void the_raw_data_has_a_line_for_each_batch() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            List<String> csv = new ReadResult(BATCHES, 16).csv();
            assertEquals("task,warm_up,1,9999,2.000,0.400,0.800,0.600,9.000,0.300", csv.get(1));
            assertEquals(1 + BATCHES.size(), csv.size());
            assertEquals(csv.get(0).split(",", -1).length, csv.get(1).split(",", -1).length);
        } finally {
            Locale.setDefault(before);
        }
    }

    /** The more of them in two seconds, the sooner they were answered: 1 ms at 1000. */
    private static ReadBatch batch(Resource resource, Phase phase, int reads) {
        double millis = phase == Phase.WARM_UP ? 0.4 : 1000.0 / reads;
        return new ReadBatch(
                resource,
                phase,
                1,
                reads,
                2,
                millis,
                2 * millis,
                OptionalDouble.of(0.6),
                OptionalDouble.of(phase == Phase.WARM_UP ? 9 : 0.1),
                OptionalDouble.of(0.3));
    }
}
