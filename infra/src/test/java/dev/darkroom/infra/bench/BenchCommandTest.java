package dev.darkroom.infra.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {

    private static final int MISUSED = 2;

    @Test
    void all_parts_are_measured_unless_one_is_asked_for() {
        assertNull(only("--home=."));
        assertEquals(BenchCommand.Part.READS, only("--home=.", "--only=reads"));
        assertEquals(BenchCommand.Part.JOBS, only("--home=.", "--only=jobs"));
        assertEquals(BenchCommand.Part.WEBHOOKS, only("--home=.", "--only=webhooks"));
    }

    @ParameterizedTest
    @CsvSource({
        "--only=hooks, --only",
        "--repeats=0, --repeats is 1",
        "--jobs=0, --jobs is 1",
        "--read-seconds=0, --read-seconds is 0.1",
        "--read-seconds=NaN, --read-seconds is 0.1",
        "--read-warm-up=-1, --read-warm-up is 0",
        "--in-flight=1001, --in-flight is 1",
        "--hole-seconds=0, --hole-seconds is 1"
    })
    void what_cannot_be_run_is_told_before_anything_starts(String option, String told) {
        StringWriter said = new StringWriter();
        int code = BenchCommand.commandLine().setErr(new PrintWriter(said)).execute("--home=.", option);
        assertEquals(MISUSED, code);
        assertTrue(said.toString().contains(told), said.toString());
    }

    private static BenchCommand.Part only(String... arguments) {
        CommandLine.ParseResult parsed = BenchCommand.commandLine().parseArgs(arguments);
        return parsed.matchedOptionValue("--only", null);
    }
}
