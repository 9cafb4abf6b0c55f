package dev.darkroom.infra.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OperatorTest {

    @TempDir
    Path temporary;

    @Test
    void what_a_command_complains_of_is_no_part_of_its_answer() {
        assertEquals(
                "{}\n",
                operator("echo 'Picked up JAVA_TOOL_OPTIONS: -Da=b' >&2; echo '{}'")
                        .run("key", "add"));
    }

    @Test
    void all_that_a_command_says_is_told_where_it_fails() {
        CannotStartException failure = assertThrows(
                CannotStartException.class,
                () -> operator("echo done so far; echo no more disk >&2; exit 1")
                        .run("migrate"));
        assertEquals("`migrate` failed: done so far\nno more disk", failure.getMessage());
    }

    private Operator operator(String script) {
        return new Operator(_ -> List.of("sh", "-c", script), Map.of(), temporary.resolve("command.log"));
    }
}
