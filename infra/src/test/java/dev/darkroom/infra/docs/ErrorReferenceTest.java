package dev.darkroom.infra.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.core.ApiFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ErrorReferenceTest {

    private static final Path PAGE = Tree.ROOT.resolve("infra/docs/errors.md");

    @Test
    void the_page_is_what_the_tables_say() throws IOException {
        String page = ErrorReference.page();
        if (Boolean.getBoolean("write")) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Tree.text(PAGE), "run infra/docs/generate");
    }

    @Test
    void the_page_knows_every_way_to_refuse_a_request() {
        Set<Class<?>> known =
                ErrorReference.REFUSALS.stream().map(ApiFailure::getClass).collect(Collectors.toSet());
        assertEquals(Arrays.stream(ApiFailure.class.getPermittedSubclasses()).collect(Collectors.toSet()), known);
    }

    @Test
    void requests_are_refused_with_refusals_alone() {
        ErrorReference.statuses().keySet().forEach(kind -> assertTrue(ErrorReference.isRefusal(kind), kind::code));
    }
}
