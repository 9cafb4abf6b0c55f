package dev.darkroom.infra.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DirectiveTest {

    @Test
    void a_prompt_says_what_goes_wrong_and_how_long_it_takes() {
        assertEquals(
                Optional.of(new Directive(List.of(Fault.WORK_FEWER, Fault.STATUS_502), Duration.ofMillis(300))),
                Directive.of("a lake {upstream: fault=work-fewer,status-502 delay=300ms} at dusk"));
        assertEquals(
                Optional.of(new Directive(List.of(), Duration.ofSeconds(3))), Directive.of("{ upstream : delay=3s }"));
        assertEquals(
                Optional.of(new Directive(List.of(), Duration.ofMillis(250))), Directive.of("{upstream: delay=0.25s}"));
        assertEquals(Optional.of(Directive.NONE), Directive.of("a lake {sandbox: delay=3s}"));
        assertEquals("a lake", Directive.strip("a lake {upstream: delay=3s}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{upstream: fault=what}",
                "{upstream: delay=fast}",
                "{upstream: slow}",
                "{upstream: fault=}",
                "{upstream:}"
            })
    void what_is_not_known_is_refused(String prompt) {
        assertEquals(Optional.empty(), Directive.of(prompt));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void every_fault_has_a_word(Fault fault) {
        assertEquals(Optional.of(fault), Fault.of(fault.word()));
    }
}
