package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The last answer that a snippet got.
 *
 * @param snippet the snippet's file
 */
record Said(Path snippet, int status, JsonValue json) {

    /**
     * Reads what a snippet wrote: the body of its last answer, then a line with its status.
     *
     * @throws MissException where that is not what it wrote
     */
    static Said read(Path snippet, String text) {
        String said = text.strip();
        int status = said.lastIndexOf('\n') + 1;
        MissException.unless(
                status > 0 && said.substring(status).matches("\\d{3}"), snippet + " did not end with a status");
        byte[] body = said.substring(0, status).getBytes(StandardCharsets.UTF_8);
        return new Said(snippet, Integer.parseInt(said.substring(status)), StrictJson.read(body));
    }

    String text(String path) {
        return Json.text(json, path);
    }

    /**
     * Misses unless the status is that one, and the answer is like the one in the file beside the snippet.
     *
     * @param same the paths of which the values are to be the same
     */
    Said is(int expected, String... same) {
        MissException.unlessEqual(expected, status, "the status of " + snippet);
        String name = snippet.getFileName().toString();
        Path shown = snippet.resolveSibling(name.substring(0, name.lastIndexOf('.')) + ".json");
        try {
            List<String> differences =
                    Likeness.differences(StrictJson.read(Files.readAllBytes(shown)), json, Set.of(same));
            MissException.unless(
                    differences.isEmpty(), "the answer to %s: %s".formatted(snippet, String.join("; ", differences)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
