package dev.darkroom.infra.upstream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.upstream.Fault.Form;
import dev.darkroom.infra.upstream.Fault.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Which faults each wire format has: what the page says, and what happens. */
class FormatFaultsTest {

    private static final Path PAGE = Path.of("docs", "providers.md");
    private static final Pattern WORD = Pattern.compile("`([a-z]+-[a-z0-9-]+)`");

    @TempDir
    Path folder;

    /**
     * A format, and how it is asked for a picture.
     *
     * @param body with a place for the prompt
     */
    record Format(Words words, String header, String key, String path, String body) {

        @Override
        public String toString() {
            return words.provider();
        }
    }

    private static List<Format> formats() {
        String prompt = "{\"prompt\": \"%s\"}";
        return List.of(
                new Format(new FalJson(""), "Authorization", "Key k", "/fal-ai/flux-2", prompt),
                new Format(new OpenAiJson(), "Authorization", "Bearer k", "/openai/v1/images/generations", prompt),
                new Format(
                        new GeminiJson(),
                        "x-goog-api-key",
                        "k",
                        "/gemini/v1beta/models/m:generateContent",
                        "{\"contents\": [{\"parts\": [{\"text\": \"%s\"}]}]}"),
                new Format(
                        new ReplicateJson(""),
                        "Authorization",
                        "Bearer k",
                        "/replicate/v1/models/a/b/predictions",
                        "{\"input\": {\"prompt\": \"%s\"}}"),
                new Format(new BflJson(""), "x-key", "k", "/bfl/v1/flux-2-pro", prompt));
    }

    @Test
    void the_page_says_which_faults_a_format_has() throws IOException {
        List<String[]> rows = Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith("| `") || line.startsWith("| faults |"))
                .map(line -> line.split("\\|", -1))
                .filter(cells -> cells.length == 9)
                .toList();
        for (Format format : formats()) {
            int column = Arrays.stream(rows.getFirst())
                    .map(String::strip)
                    .toList()
                    .indexOf(format.words().provider());
            Set<String> said = new HashSet<>();
            for (String[] row : rows.subList(1, rows.size())) {
                if (!row[column].isBlank()) {
                    WORD.matcher(row[1]).results().forEach(word -> said.add(word.group(1)));
                }
            }
            assertEquals(format.words().faults().stream().map(Fault::word).collect(Collectors.toSet()), said);
        }
    }

    private static Stream<Arguments> submits() {
        return formats().stream()
                .flatMap(format -> format.words().faults().stream()
                        .filter(fault -> fault.stage() == Stage.SUBMIT || fault.stage() == Stage.ACCEPTED)
                        .filter(fault -> fault.form() != Form.HANG)
                        .map(fault -> Arguments.of(format, fault)));
    }

    @ParameterizedTest
    @MethodSource("submits")
    void every_fault_of_a_submit_happens_and_is_written_down(Format format, Fault fault) throws IOException {
        try (Simulated upstream = new Simulated(folder, format.header(), format.key())) {
            upstream.post(format.path(), format.body().formatted("a lake"));
            String prompt = "a lake {upstream: fault=%s}".formatted(fault.word());
            String body = format.body().formatted(prompt);
            if (fault.form() == Form.CUT || fault.form() == Form.TRUNCATED) {
                assertThrows(IOException.class, () -> upstream.post(format.path(), body));
            } else {
                upstream.post(format.path(), body);
            }
            JsonValue line = upstream.logged("submit").getLast();
            assertEquals(format.words().provider(), Json.text(line, "provider"));
            assertEquals(fault.word(), Json.text(line, "fault"));
            assertEquals(new JsonValue.Bool(fault.stage() == Stage.ACCEPTED), line.field("accepted"));
        }
    }
}
