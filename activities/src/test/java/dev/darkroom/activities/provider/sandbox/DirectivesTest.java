package dev.darkroom.activities.provider.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.activities.provider.sandbox.Directives.Fail;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectivesTest {

    @Test
    void a_prompt_without_directives_has_none() {
        assertEquals(new Directives(null, null, 0, null, true), Directives.parse("a {curly} sandbox: lake", 2));
    }

    @Test
    void all_of_them_are_read() {
        assertEquals(
                new Directives(Duration.ofMillis(3500), 3, 1, Fail.CORRUPT, false),
                Directives.parse("x { sandbox: delay=3.5s deliver=3 filter=1 fail=corrupt progress=off } y", 4));
        assertEquals(new Directives(null, null, 0, null, true), Directives.parse("{sandbox:}", 1));
        assertEquals(
                Duration.ofMinutes(5),
                Directives.parse("{sandbox: delay=300s}", 1).delay());
        assertEquals(Duration.ZERO, Directives.parse("{sandbox: delay=0s}", 1).delay());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{sandbox: delay=3}",
                "{sandbox: delay=301s}",
                "{sandbox: delay=-1s}",
                "{sandbox: delay=1.s}",
                "{sandbox: deliver=3}",
                "{sandbox: deliver=-1}",
                "{sandbox: deliver=1 filter=2}",
                "{sandbox: deliver=0 filter=1}",
                "{sandbox: fail=never}",
                "{sandbox: fail}",
                "{sandbox: progress=maybe}",
                "{sandbox: speed=9}",
                "{sandbox: delay=1s delay=2s}",
                "{sandbox: delay=1s",
                "{sandbox: delay=1s} {sandbox: delay=1s}"
            })
    void a_wrong_one_is_said(String prompt) {
        assertThrows(Directives.MalformedException.class, () -> Directives.parse(prompt, 2));
    }

    @ParameterizedTest
    @CsvSource({"a lake {sandbox: delay=1s},a lake", "{sandbox:} a lake,a lake", "a {sandbox:} lake,a   lake"})
    void what_is_drawn_is_the_rest(String prompt, String rest) {
        assertEquals(rest, Directives.strip(prompt));
    }
}
