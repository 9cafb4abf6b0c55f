package dev.darkroom.api.surface.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.ImageInput;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** This surface's words and the canonical ones, both ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiMappingTest {

    private static final String LAKE = "{\"prompt\": \"a quiet lake\"}";

    private final OpenAiBeans beans = new OpenAiBeans();
    private final OpenAiMapping mapping = beans.get(OpenAiMapping.class);

    @AfterAll
    void close() {
        beans.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "least | {\"prompt\": \"a quiet lake\"}",
                "nulls | {\"prompt\": \"a quiet lake\", \"model\": null, \"n\": null, \"size\": null, \"quality\":"
                        + " null, \"output_format\": null, \"background\": null, \"response_format\": null, \"stream\":"
                        + " null, \"partial_images\": null, \"user\": null, \"moderation\": null}",
                "most  | {\"prompt\": \"a quiet lake\", \"model\": \"gpt-image-2\", \"n\": 10, \"size\": \"1536x1024\","
                        + " \"quality\": \"high\", \"output_format\": \"webp\", \"output_compression\": 85,"
                        + " \"background\": \"opaque\", \"moderation\": \"low\", \"response_format\": \"b64_json\","
                        + " \"user\": \"u-1\", \"partial_images\": 3}",
                "dall-e | {\"prompt\": \"a quiet lake\", \"model\": \"dall-e-3\", \"size\": \"1792x1024\","
                        + " \"quality\": \"hd\", \"style\": \"natural\", \"n\": 1}",
                "other | {\"prompt\": \"a quiet lake\", \"model\": \"nano-banana-2\", \"size\": \"auto\","
                        + " \"quality\": \"auto\"}"
            })
    void a_request_is_understood(String name, String body) {
        OpenAiRequest request = OpenAiRequest.parse(json(body));
        Golden.check("openai/request-" + name, spec(submission(request)));
    }

    @Test
    void the_catalogue_has_all_of_its_models() {
        Golden.check("openai/models", beans.json(mapping.models()));
    }

    @Test
    void an_edit_is_understood() {
        OpenAiRequest request = OpenAiRequest.parseEdit(
                json("{\"prompt\": \"a quiet lake\", \"model\": \"gpt-image-1.5\", \"input_fidelity\": \"high\","
                        + " \"images\": [{\"image_url\": \"https://example.com/a.png\"},"
                        + " {\"image_url\": \"https://example.com/b.png\"}],"
                        + " \"mask\": {\"image_url\": \"https://example.com/m.png\"}}"),
                beans.get(ImageInputs.class));
        List<ImageInput> inputs = request.images().inputs();
        assertEquals(2, ImageInput.references(inputs));
        assertEquals("mask.image_url", inputs.getLast().field());
        assertTrue(inputs.getLast().isMask());
        Golden.check("openai/request-edit", spec(submission(request)));
    }

    @ParameterizedTest
    @CsvSource({
        "gpt-image-2, standard, medium",
        "gpt-image-2, hd, high",
        "dall-e-3, standard, standard",
        "dall-e-3, hd, hd",
    })
    void a_quality_that_was_left_open_is_told_by_what_it_came_to(String model, String priced, String word) {
        Submission asked = submission(OpenAiRequest.parse(
                json("{\"prompt\": \"a\", \"model\": \"%s\", \"quality\": \"%s\"}".formatted(model, priced))));
        JobView job = withSpec(CanonicalJobs.in(JobState.SUCCEEDED, "openai"), asked.spec());
        assertEquals(word, mapping.reply(job, OpenAiRequest.parse(json(LAKE))).quality());
        assertEquals(
                "low",
                mapping.reply(job, OpenAiRequest.parse(json("{\"prompt\": \"a\", \"quality\": \"low\"}")))
                        .quality());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gpt-image-2  |                                   | BYTES",
                "gpt-image-1  | , \"response_format\": null       | BYTES",
                "gpt-image-2  | , \"response_format\": \"url\"      | URL",
                "gpt-image-2  | , \"stream\": true                | EVENTS",
                "dall-e-3     |                                   | URL",
                "dall-e-3     | , \"response_format\": \"b64_json\" | BYTES",
                "nano-banana-2 | , \"stream\": true               | EVENTS",
                "nano-banana-2 | , \"stream\": false              | URL"
            })
    void images_come_as_the_request_and_the_model_say(String model, String more, OpenAiMapping.Delivery delivery) {
        String body = "{\"prompt\": \"a\", \"model\": \"%s\"%s}".formatted(model, more == null ? "" : more);
        OpenAiRequest request = OpenAiRequest.parse(json(body));
        assertEquals(
                delivery, OpenAiMapping.delivery(request, submission(request).spec()));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void a_job_is_answered_by_its_state(JobState state) {
        check("job-" + state.name().toLowerCase(Locale.ROOT), "openai", state);
    }

    @Test
    void a_job_of_another_surface_is_answered_alike() {
        check("job-of-another-surface", "qolaba", JobState.SUCCEEDED);
    }

    @Test
    void bytes_have_their_place() {
        JobView job = CanonicalJobs.in(JobState.SUCCEEDED, "openai");
        OpenAiRequest request = OpenAiRequest.parse(
                json("{\"prompt\": \"a\", \"response_format\": \"b64_json\", \"quality\": \"high\"}"));
        Golden.check("openai/job-bytes", beans.json(mapping.reply(job, request)));
        Golden.check("openai/job-event", beans.json(OpenAiMapping.event(job, request)));
        Golden.check(
                "openai/job-partial", beans.json(OpenAiMapping.partial(job, request, 1, Instant.ofEpochSecond(7))));
    }

    @Test
    void an_error_has_its_place_in_a_stream_too() {
        JobView job = CanonicalJobs.in(JobState.FAILED, "openai");
        OpenAiErrors errors = beans.get(OpenAiErrors.class);
        Golden.check("openai/event-error", beans.json(OpenAiErrors.event(errors.failed(job))));
    }

    @Test
    void previews_are_wanted_by_a_stream_alone() {
        String asked = "{\"prompt\": \"a\", \"stream\": %s, \"partial_images\": 2}";
        OpenAiRequest streaming = OpenAiRequest.parse(json(asked.formatted(true)));
        assertEquals(2, submission(streaming).options().previews());
        OpenAiRequest waiting = OpenAiRequest.parse(json(asked.formatted(false)));
        assertEquals(0, submission(waiting).options().previews());
    }

    @Test
    void a_price_is_told_in_dollars() {
        Quote quote = new Quote("text_to_image standard", new MicroUsd(13_000), 2, PriceUnit.IMAGE);
        AcceptReply.Priced priced =
                new AcceptReply.Priced(mapping.offer("nano-banana-2").orElseThrow(), "sandbox", quote);
        Golden.check("openai/dry-run", beans.json(OpenAiMapping.priced(priced)));
    }

    @Test
    void a_model_is_told() {
        Golden.check(
                "openai/model",
                beans.json(OpenAiMapping.model(mapping.offer("gpt-image-2").orElseThrow())));
        assertEquals("list", mapping.models().object());
        assertFalse(mapping.models().data().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "gpt-image-2 | \"style\": \"vivid\"            | style",
                "gpt-image-2 | \"input_fidelity\": \"high\"    | input_fidelity",
                "gpt-image-2 | \"background\": \"green\"       | background",
                "gpt-image-2 | \"output_compression\": 101   | output_compression",
                "gpt-image-2 | \"output_compression\": \"80\"  | output_compression",
                "gpt-image-2 | \"moderation\": 1             | moderation",
                "gpt-image-2 | \"size\": \"512x512\"           | size",
                "gpt-image-2 | \"output_format\": \"gif\"      | output_format",
                "gpt-image-2 | \"quality\": \"ultra\"          | quality",
                "dall-e-3    | \"n\": 2                      | n",
                "dall-e-3    | \"background\": \"auto\"        | background",
                "dall-e-3    | \"output_format\": \"webp\"     | output_format",
                "dall-e-2    | \"quality\": \"hd\"             | quality",
                "midjourney  | \"n\": 1                      | n"
            })
    void what_a_model_lacks_is_named_with_the_model(String model, String field, String param) {
        OpenAiRequest request =
                OpenAiRequest.parse(json("{\"prompt\": \"a\", \"model\": \"%s\", %s}".formatted(model, field)));
        BadFieldException bad = assertThrows(BadFieldException.class, () -> submission(request));
        assertEquals(param, bad.param());
        assertEquals(true, bad.text().contains(model), bad::text);
    }

    @Test
    void every_text_is_moderated() {
        OpenAiRequest request = OpenAiRequest.parse(json("{\"prompt\": \"a quiet lake\", \"background\": \"opaque\"}"));
        assertEquals("[a quiet lake, opaque]", submission(request).texts().toString());
    }

    private void check(String name, String surface, JobState state) {
        JobView job = CanonicalJobs.in(state, surface);
        OpenAiRequest request = OpenAiRequest.parse(json("{\"prompt\": \"a\", \"response_format\": \"url\"}"));
        Optional<JobView> end = state.isTerminal() ? Optional.of(job) : Optional.empty();
        Golden.check(
                "openai/" + name, beans.json(beans.get(OpenAiAnswers.class).of(request, job, end, false, "req_1")));
    }

    private Submission submission(OpenAiRequest request) {
        return mapping.submission(mapping.offer(request.model()).orElseThrow(), request, "f".repeat(64));
    }

    private static JsonValue json(String text) {
        return StrictJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static JobView withSpec(JobView job, GenerationSpec spec) {
        return new JobView(
                job.id(),
                job.surface(),
                job.state(),
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                spec,
                false,
                null,
                null,
                job.quote(),
                0,
                100,
                job.charged(),
                job.refunded(),
                null,
                job.images(),
                null,
                job.missing(),
                job.inputs(),
                null,
                false);
    }

    private static String spec(Submission submission) {
        GenerationSpec spec = submission.spec();
        return """
            {"surface": "%s", "capability": "%s", "model": "%s", "prompt": %s, "images": %d, "quality": "%s",
             "aspect_ratio": "%s", "size": "%s", "format": "%s", "parameters": %s, "price": %d}
            """.formatted(
                        submission.surface(),
                        spec.capability().word(),
                        spec.model().value(),
                        JsonText.asRead(new JsonValue.Str(spec.prompt())),
                        spec.images(),
                        spec.quality(),
                        spec.aspectRatio(),
                        spec.size().text(),
                        spec.format(),
                        spec.parameters(),
                        submission
                                .offer()
                                .price(spec.capability(), spec.quality())
                                .orElseThrow()
                                .amount()
                                .value());
    }
}
