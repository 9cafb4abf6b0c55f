package dev.darkroom.infra.laws.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.palantir.javaformat.java.FormatterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {

    @Test
    void every_source_is_formatted() throws IOException, FormatterException {
        List<String> wrong = new ArrayList<>();
        for (Path file : Checkout.javaFiles(Checkout.root())) {
            String text = Files.readString(file);
            if (!JavaFormat.format(text).equals(text)) {
                wrong.add(file.toString());
            }
        }
        assertEquals("", String.join("\n", wrong), "not formatted; run infra/format");
    }

    @Test
    void a_badly_formatted_source_is_noticed() throws FormatterException {
        assertEquals("""
            import java.util.List;
            import java.util.Map;

            class A {
                Map<String, List<String>> b() {
                    return null;
                }
            }
            """, JavaFormat.format("""
                import java.util.Map;
                import java.util.List;
                import java.util.Set;
                class A { Map<String,List<String>> b( ) {return null; } }
                """));
    }
}
