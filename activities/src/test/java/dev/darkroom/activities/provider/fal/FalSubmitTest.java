package dev.darkroom.activities.provider.fal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.provider.ImageProvider.Accepted;
import dev.darkroom.activities.provider.ImageProvider.NotAccepted;
import dev.darkroom.activities.provider.ImageProvider.Refused;
import dev.darkroom.activities.provider.ImageProvider.SubmitReply;
import dev.darkroom.activities.provider.ImageProvider.Unknown;
import dev.darkroom.activities.provider.InputImage;
import dev.darkroom.activities.provider.InputImages;
import dev.darkroom.activities.testing.ScriptedWeb;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a submit comes to, by what is answered to it. */
class FalSubmitTest {

    private static final SubmitReply ACCEPTED = new Accepted(new ProviderTicket(FalProvider.ID, "r1"));
    private static final SubmitReply NOT_ACCEPTED = new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);

    private final FalWorld world;

    FalSubmitTest() throws IOException {
        world = new FalWorld();
    }

    @AfterEach
    void close() throws IOException {
        world.close();
    }

    @Test
    void a_job_is_sent_with_our_reference_and_its_id_is_the_ticket() {
        world.answers(FalWorld.SUBMIT, "200", "{\"request_id\":\"r1\",\"status\":\"IN_QUEUE\"}");
        assertEquals(ACCEPTED, world.provider().submit(FalJobs.drawn(2)));
        String head = world.web().heads().getFirst();
        assertTrue(head.startsWith("POST /fal-ai/flux-2 HTTP/1.1"), head);
        assertTrue(head.contains("Authorization: Key k"), head);
        assertTrue(head.contains("X-Darkroom-Reference: job-1-0"), head);
        assertEquals(
                "{\"prompt\":\"a \\\"lake\\\"\",\"num_images\":2,\"output_format\":\"png\","
                        + "\"image_size\":{\"width\":96,\"height\":64},\"seed\":7}",
                world.web().bodies().getFirst());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "200; -; {\"request_id\":\"r1\"}; accepted",
                "201; -; {\"request_id\":\"r1\"}; accepted",
                "200; -; {\"request_id\":\"r1\"; unknown",
                "200; -; <html>ok</html>; unknown",
                "200; -; {}; unknown",
                "200; -; {\"request_id\":\"../r1\"}; unknown",
                "200; -; {\"request_id\":7}; unknown",
                "200; -; {\"detail\":\"no\"}; unknown",
                "204; -; ; unknown",
                "429; Retry-After: 7; {\"detail\":\"slow down\"}; not accepted",
                "429; -; <html></html>; not accepted",
                "503; -; {\"detail\":\"no runner\",\"error_type\":\"runner_scheduling_failure\"}; not accepted",
                "503; Retry-After: 7; busy; not accepted",
                "503; X-Fal-Error-Type: runner_disconnected; ; not accepted",
                "503; -; <html>upstream connect error</html>; unknown",
                "500; -; {\"detail\":\"oh\",\"error_type\":\"internal_error\"}; unknown",
                "502; -; {\"detail\":\"oh\"}; unknown",
                "504; -; {\"detail\":\"oh\"}; unknown",
                "408; -; ; unknown",
                "499; -; ; unknown",
                "302; Location: http://127.0.0.1:1/; ; not accepted",
                "401; -; {\"detail\":\"no key\"}; not accepted",
                "403; -; {\"detail\":\"exhausted balance\"}; not accepted",
                "404; -; {\"detail\":\"no such app\"}; not accepted",
                "400; -; {\"detail\":\"bad\",\"error_type\":\"bad_request\"}; not accepted",
                "422; -; {\"detail\":[{\"loc\":[\"body\"],\"msg\":\"m\",\"type\":\"greater_than\"}]}; not accepted",
                "422; -;"
                    + " {\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"m\",\"type\":\"content_policy_violation\"}]};"
                    + " PROMPT_REJECTED",
                "422; -; {\"detail\":[{\"loc\":[\"body\"],\"msg\":\"m\",\"type\":\"image_too_small\"}]}; INVALID_IMAGE"
            })
    void an_answer_says_whether_it_was_accepted(String status, String headers, String body, String expected) {
        world.answers(FalWorld.SUBMIT, status, headers.equals("-") ? "" : headers, body == null ? "" : body);
        assertEquals(reply(expected), world.provider().submit(FalJobs.drawn(1)));
        assertEquals(1, world.web().connections(), "it is sent once");
    }

    @Test
    void what_broke_before_it_was_sent_was_not_accepted() throws IOException {
        world.web().close();
        assertEquals(NOT_ACCEPTED, world.provider().submit(FalJobs.drawn(1)));
    }

    @Test
    void what_broke_after_it_was_sent_is_unknown_and_not_sent_again() {
        world.web().onSocket(FalWorld.SUBMIT, ScriptedWeb::reset);
        assertEquals(new Unknown(), world.provider().submit(FalJobs.drawn(1)));
        world.web().onSocket(FalWorld.SUBMIT, socket -> pause());
        assertEquals(new Unknown(), world.provider().submit(FalJobs.drawn(1)));
        world.web()
                .on(
                        FalWorld.SUBMIT,
                        "HTTP/1.1 200 OK\r\nContent-Length: 500",
                        "{\"request_id\":".getBytes(StandardCharsets.UTF_8));
        assertEquals(new Unknown(), world.provider().submit(FalJobs.drawn(1)));
        world.web().on(FalWorld.SUBMIT, out -> {
            ScriptedWeb.write(out, "HTTP/1.1 200 OK\r\n\r\n");
            ScriptedWeb.drip(out);
        });
        assertEquals(new Unknown(), world.provider().submit(FalJobs.drawn(1)));
        assertEquals(4, world.web().connections());
        assertEquals(new Unknown(), world.provider().find(FalJobs.drawn(1)), "fal knows no name of ours");
    }

    @Test
    void images_to_work_from_are_sent_within_the_request_to_the_editor() {
        world.answers(FalWorld.SUBMIT + "/edit", "200", "{\"request_id\":\"r1\"}");
        InputImages inputs = new InputImages(List.of(image("one"), image("two")), image("mask"));
        assertEquals(ACCEPTED, world.provider().submit(FalJobs.edited(inputs)));
        String body = world.web().bodies().getFirst();
        assertTrue(
                body.endsWith("\"image_urls\":[\"data:image/png;base64,b25l\",\"data:image/png;base64,dHdv\"],"
                        + "\"mask_url\":\"data:image/png;base64,bWFzaw==\"}"),
                body);
    }

    @Test
    void images_that_are_too_large_or_cannot_be_read_are_not_sent() {
        InputImage large = new InputImage(
                ImageFormat.PNG,
                new ImageSize(8, 8),
                FalWire.INPUT_BYTES_MAX + 1,
                "",
                null,
                () -> new ByteArrayInputStream(new byte[0]));
        assertEquals(
                new NotAccepted(FailureKind.INVALID_IMAGE),
                world.provider().submit(FalJobs.edited(new InputImages(List.of(large), null))));
        InputImage gone = new InputImage(ImageFormat.PNG, new ImageSize(8, 8), 3, "", null, () -> {
            throw new IOException("away");
        });
        assertEquals(
                new NotAccepted(FailureKind.STORAGE_ERROR),
                world.provider().submit(FalJobs.edited(new InputImages(List.of(gone), null))));
        assertEquals(0, world.web().connections());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "fal-ai/flux-2; {\"steps\":80,\"guidance\":0,\"negative_prompt\":\"fog\"};"
                    + " \"image_size\":{\"width\":96,\"height\":64},\"seed\":7,\"negative_prompt\":\"fog\",\"num_inference_steps\":50,\"guidance_scale\":1",
                "fal-ai/flux-pro/v1.1-ultra; {\"raw\":true,\"safety_tolerance\":0};"
                        + " \"aspect_ratio\":\"16:9\",\"seed\":7,\"safety_tolerance\":\"1\",\"raw\":true",
                "fal-ai/nano-banana-pro; {}; \"aspect_ratio\":\"16:9\",\"resolution\":\"2K\",\"seed\":7",
                "fal-ai/nano-banana; {}; \"aspect_ratio\":\"16:9\",\"seed\":7"
            })
    void models_are_asked_in_their_own_words(String model, String parameters, String fields) throws IOException {
        String request = new String(FalWire.request(FalJobs.with(model, parameters)), StandardCharsets.UTF_8);
        assertEquals("{\"prompt\":\"a \\\"lake\\\"\",\"output_format\":\"png\"," + fields + "}", request);
        assertFalse(request.contains("num_images"));
    }

    private static InputImage image(String text) {
        return new InputImage(
                ImageFormat.PNG,
                new ImageSize(8, 8),
                text.length(),
                "",
                null,
                () -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static SubmitReply reply(String word) {
        return switch (word) {
            case "accepted" -> ACCEPTED;
            case "not accepted" -> NOT_ACCEPTED;
            case "unknown" -> new Unknown();
            default -> new Refused(FailureKind.valueOf(word));
        };
    }

    private static void pause() {
        try {
            Thread.sleep(2000);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
