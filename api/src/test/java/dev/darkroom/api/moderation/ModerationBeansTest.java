package dev.darkroom.api.moderation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.config.InvalidSettingException;
import dev.darkroom.api.core.Moderation;
import dev.darkroom.api.core.Moderation.Ruling;
import dev.darkroom.workflows.domain.failure.FailureKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModerationBeansTest {

    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    @TempDir
    private Path folder;

    @Test
    void the_built_in_lists_are_used_unless_a_folder_is_set() throws IOException {
        assertEquals(blocked(FailureKind.HATE_SPEECH), judge(settings("on", "", ""), "sieg heil"));
        list("hate-speech.txt", "harbour");
        list("minor-safety.txt", "");
        list("artist-impersonation.txt", "Ada Example");
        ModerationConfig own = settings("on", folder.toString(), "");
        assertEquals(new Ruling.Allowed(), judge(own, "sieg heil"));
        assertEquals(blocked(FailureKind.HATE_SPEECH), judge(own, "a harbour"));
        assertEquals(blocked(FailureKind.ARTIST_IMPERSONATION), judge(own, "by ada example"));
    }

    @Test
    void off_allows_everything_and_asks_nobody() {
        assertEquals(new Ruling.Allowed(), judge(settings("off", "/nowhere", "http://127.0.0.1:1/"), "sieg heil"));
    }

    @Test
    void a_service_is_asked_after_the_lists() {
        ModerationConfig config = settings("on", "", "http://127.0.0.1:1/");
        assertEquals(blocked(FailureKind.HATE_SPEECH), judge(config, "sieg heil"));
        assertEquals(new Ruling.Unavailable(), judge(config, "a lighthouse"));
    }

    @Test
    void a_missing_list_stops_the_start_with_its_name() throws IOException {
        list("hate-speech.txt", "harbour");
        list("minor-safety.txt", "");
        assertTrue(stop(folder).contains("artist-impersonation.txt is missing"), () -> stop(folder));
        assertTrue(stop(folder.resolve("nowhere")).contains("minor-safety.txt is missing"));
    }

    @Test
    void a_malformed_line_stops_the_start_with_file_and_line() throws IOException {
        list("minor-safety.txt", "");
        list("hate-speech.txt", "# first\nharbour\nhar*bour\n");
        list("artist-impersonation.txt", "");
        assertTrue(stop(folder).contains("hate-speech.txt, line 3: "), () -> stop(folder));
    }

    @Test
    void a_list_that_is_not_utf_8_stops_the_start_with_its_name() throws IOException {
        Files.write(folder.resolve("minor-safety.txt"), new byte[] {(byte) 0xC3, '\n'});
        assertTrue(stop(folder).contains("minor-safety.txt is not UTF-8"), () -> stop(folder));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://x/", "nowhere", "http://user:secret@x/", "http://", "http://x y/"})
    void an_address_that_is_none_is_refused(String url) {
        InvalidSettingException wrong = assertThrows(InvalidSettingException.class, () -> settings("on", "", url));
        assertEquals("DARKROOM_MODERATION_URL must be an http or https URL, or empty", wrong.getMessage());
    }

    private static String stop(Path folder) {
        ModerationConfig config = settings("on", folder.toString(), "");
        InvalidSettingException stop = assertThrows(InvalidSettingException.class, () -> judge(config, "x"));
        String message = String.valueOf(stop.getMessage());
        assertTrue(message.startsWith("DARKROOM_MODERATION_LISTS must be "), message);
        return message;
    }

    private static ModerationConfig settings(String moderation, String lists, String url) {
        return new ModerationConfig(moderation, lists, url, TIMEOUT);
    }

    private static Ruling judge(ModerationConfig config, String text) {
        Moderation moderation = new ModerationBeans().moderation(config);
        return moderation.judge(List.of(text));
    }

    private static Ruling blocked(FailureKind kind) {
        return new Ruling.Blocked(kind);
    }

    private void list(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
