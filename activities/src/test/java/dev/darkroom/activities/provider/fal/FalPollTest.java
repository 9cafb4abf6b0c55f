package dev.darkroom.activities.provider.fal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.fetch.FetchException;
import dev.darkroom.activities.provider.ImageProvider.Done;
import dev.darkroom.activities.provider.ImageProvider.Failed;
import dev.darkroom.activities.provider.ImageProvider.PollReply;
import dev.darkroom.activities.provider.ImageProvider.Working;
import dev.darkroom.activities.provider.ImageProvider.Yield;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.activities.testing.ScriptedWeb;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What becomes of accepted work, by what fal answers. */
class FalPollTest {

    private static final ProviderTicket TICKET = new ProviderTicket(FalProvider.ID, "r1");
    private static final String STATUS = FalWorld.WORK + "/status";
    private final ProviderJob old =
            FalJobs.drawn(FalJobs.MODEL, 2, Instant.now().minusSeconds(60));
    private final FalWorld world;

    FalPollTest() throws IOException {
        world = new FalWorld();
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void work_is_asked_for_less_often_the_longer_it_takes() {
        world.answers(STATUS, "202", "{\"status\":\"IN_QUEUE\",\"queue_position\":3}");
        assertEquals(new Working(0, Duration.ofMillis(500)), poll(FalJobs.drawn(1)));
        assertEquals(new Working(0, Duration.ofSeconds(4)), poll(old));
        world.answers(STATUS, "202", "{\"status\":\"IN_PROGRESS\",\"logs\":null}");
        assertEquals(1, assertInstanceOf(Working.class, poll(FalJobs.drawn(2))).percent());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "500; -; <html></html>; PT2S",
                "500; -; {\"detail\":\"oh\",\"error_type\":\"internal_error\"}; PT2S",
                "502; -; ; PT2S",
                "503; Retry-After: 5; ; PT5S",
                "503; Retry-After: 3600; ; PT15S",
                "429; Retry-After: 0; {\"detail\":\"slow\"}; PT0.5S",
                "401; -; {\"detail\":\"no\"}; PT2S",
                "200; -; <html></html>; PT2S",
                "200; -; {\"status\":; PT2S",
                "200; -; {\"status\":\"WHAT\"}; PT2S",
                "200; -; {\"status\":\"COMPLETED\",\"status\":\"IN_QUEUE\"}; PT2S"
            })
    void trouble_on_the_way_to_the_queue_ends_no_work(String status, String headers, String body, Duration pause) {
        world.answers(STATUS, status, headers.equals("-") ? "" : headers, body == null ? "" : body);
        assertEquals(new Working(0, pause), poll(old));
    }

    @Test
    void a_broken_connection_and_silence_end_no_work() throws IOException {
        world.web().onSocket(STATUS, ScriptedWeb::reset);
        assertInstanceOf(Working.class, poll(old));
        world.web().on(STATUS, ScriptedWeb::drip);
        assertInstanceOf(Working.class, poll(old));
        world.web().close();
        assertInstanceOf(Working.class, poll(old));
    }

    @Test
    void work_that_fal_does_not_know_is_lost_unless_it_is_quite_new() {
        world.answers(STATUS, "404", "{\"detail\":\"no such request\"}");
        assertInstanceOf(Working.class, poll(FalJobs.drawn(1)));
        assertEquals(new Failed(FailureKind.PROVIDER_ERROR), poll(old));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "422; {\"detail\":[{\"msg\":\"m\",\"type\":\"content_policy_violation\"}]}; PROMPT_REJECTED",
                "422; {\"detail\":[{\"msg\":\"m\",\"type\":\"image_load_error\"}]}; INVALID_IMAGE",
                "422; {\"detail\":[{\"msg\":\"m\",\"type\":\"no_media_generated\"}]}; EMPTY_RESULT",
                "422; {\"detail\":[{\"msg\":\"m\",\"type\":\"something_new\"}]}; PROVIDER_ERROR",
                "500; {\"detail\":\"oh\",\"error_type\":\"runner_server_error\"}; PROVIDER_ERROR",
                "504; {\"detail\":\"late\",\"error_type\":\"request_timeout\"}; PROVIDER_TIMEOUT",
                "504; {\"detail\":\"late\"}; PROVIDER_TIMEOUT",
                "400; not json; PROVIDER_ERROR",
                "200; {\"detail\":[{\"msg\":\"m\",\"type\":\"content_policy_violation\"}]}; PROMPT_REJECTED",
                "200; {\"error\":\"oh\",\"error_type\":\"internal_error\"}; PROVIDER_ERROR",
                "200; {\"seed\":7}; EMPTY_RESULT"
            })
    void finished_work_without_a_result_has_failed(String status, String body, FailureKind kind) {
        world.finished(status, body);
        assertEquals(new Failed(kind), poll(old));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {"502; <html></html>", "429; {\"detail\":\"slow\"}", "200; <html></html>", "200; {\"images\":["})
    void a_result_that_cannot_be_had_now_is_asked_for_again(String status, String body) {
        world.finished(status, body);
        assertInstanceOf(Working.class, poll(old));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{\"images\":[{\"url\":\"a\"},{\"url\":\"b\"}]}; READY READY",
                "{\"images\":[{\"url\":\"a\"},{\"url\":\"b\"},{\"url\":\"c\"}]}; READY READY",
                "{\"images\":[{\"url\":\"a\"}]}; READY",
                "{\"images\":[]}; ",
                "{\"images\":[{\"url\":\"a\"},{\"url\":\"a\"}]}; READY",
                "{\"images\":[{\"url\":7},{\"url\":\"b\"},null]}; READY",
                "{\"image\":{\"url\":\"a\"}}; READY",
                "{\"images\":[{\"url\":\"a\"},{\"url\":\"b\"}],\"has_nsfw_concepts\":[true,false]}; FILTERED READY",
                "{\"images\":[{\"url\":\"a\"},{\"url\":\"b\"}],\"has_nsfw_concepts\":[false]}; READY READY",
                "{\"images\":[{\"url\":\"a\"},{\"url\":\"b\"}],\"has_nsfw_concepts\":[\"x\",true,true]}; READY FILTERED"
            })
    void a_result_has_at_most_the_pictures_that_were_asked_for_each_once(String body, String yields) {
        world.finished("200", body);
        List<Yield> expected = yields == null
                ? List.of()
                : Arrays.stream(yields.split(" ")).map(Yield::valueOf).toList();
        assertEquals(new Done(expected), poll(old));
    }

    @Test
    void a_result_that_is_too_long_is_not_read_to_its_end() throws InterruptedException {
        world.finished("200", "{\"images\":[],\"prompt\":\"" + "x".repeat(8 << 20) + "\"}");
        assertInstanceOf(Working.class, poll(old));
        assertTrue(world.web().sawHangUp());
    }

    @Test
    void the_bytes_of_a_picture_are_fetched_from_its_url() throws IOException {
        byte[] bytes = {1, 2, 3};
        world.web().on("/b.png", "HTTP/1.1 200 OK\r\nContent-Length: 3", bytes);
        world.finished(
                "200",
                "{\"images\":[{\"url\":\"%s\"},{\"url\":\"%s\"}]}"
                        .formatted(world.web().url("/a.png"), world.web().url("/b.png")));
        try (InputStream picture = world.provider().fetch(old, TICKET, 1)) {
            assertArrayEquals(bytes, picture.readAllBytes());
        }
        assertFalse(world.web().heads().getLast().contains("Key k"), "the key goes to fal alone");
        world.finished("200", "{\"images\":[]}");
        assertThrows(FileNotFoundException.class, () -> world.provider().fetch(old, TICKET, 1));
        world.finished("500", "{\"detail\":\"it has failed after all\"}");
        assertThrows(IOException.class, () -> world.provider().fetch(old, TICKET, 0));
    }

    @ParameterizedTest
    @CsvSource({
        "http://169.254.169.254/latest/meta-data, NOT_ALLOWED, false",
        "file:///etc/passwd, NOT_ALLOWED, false",
        "'data:image/png;base64,AAAA', NOT_ALLOWED, false",
        "GONE, STATUS, false",
        "LARGE, TOO_LARGE, false",
        "BUSY, BUSY, true"
    })
    void a_url_of_a_result_is_trusted_no_more_than_any_other(
            String url, FetchException.Reason reason, boolean retryable) {
        world.answers("/GONE", "404", "").answers("/BUSY", "503", "");
        world.web().on("/LARGE", "HTTP/1.1 200 OK\r\nContent-Length: 314572800", new byte[0]);
        String given = url.contains(":") ? url : world.web().url("/" + url);
        world.finished("200", "{\"images\":[{\"url\":\"%s\"}]}".formatted(given));
        FetchException refused =
                assertThrows(FetchException.class, () -> world.provider().fetch(old, TICKET, 0));
        assertEquals(reason, refused.reason());
        assertEquals(retryable, refused.isRetryable());
    }

    @Test
    void the_operators_own_url_needs_no_guard_and_one_of_a_result_does() throws IOException {
        try (FalWorld guarded = new FalWorld(false)) {
            guarded.finished(
                    "200",
                    "{\"images\":[{\"url\":\"%s\"}]}".formatted(guarded.web().url("/a.png")));
            assertEquals(new Done(List.of(Yield.READY)), guarded.provider().poll(old, TICKET));
            FetchException refused =
                    assertThrows(FetchException.class, () -> guarded.provider().fetch(old, TICKET, 0));
            assertEquals(FetchException.Reason.NOT_ALLOWED, refused.reason());
            assertEquals(
                    0,
                    guarded.web().heads().stream()
                            .filter(head -> head.contains("a.png"))
                            .count());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "202; {\"status\":\"CANCELLATION_REQUESTED\"}; true",
                "200; {\"status\":\"ALREADY_COMPLETED\"}; false",
                "400; {\"status\":\"ALREADY_COMPLETED\"}; false",
                "400; {\"status\":\"CANCELLATION_REQUESTED\"}; false",
                "404; {\"status\":\"NOT_FOUND\"}; false",
                "202; <html></html>; false",
                "500; ; false"
            })
    void work_is_canceled_where_fal_says_so(String status, String body, boolean canceled) {
        world.answers(FalWorld.WORK + "/cancel", status, body == null ? "" : body);
        assertEquals(canceled, world.provider().cancel(old, TICKET));
        assertTrue(world.web().heads().getFirst().startsWith("PUT " + FalWorld.WORK + "/cancel "));
    }

    @Test
    void a_cancel_that_is_not_answered_is_none() throws IOException {
        world.web().close();
        assertFalse(world.provider().cancel(old, TICKET));
    }

    private PollReply poll(ProviderJob job) {
        return world.provider().poll(job, TICKET);
    }
}
