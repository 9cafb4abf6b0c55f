package dev.darkroom.api.surface.qolaba;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.JobIds;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.SpecJson;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What qolaba's words come to, and what canonical jobs look like in them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QolabaMappingTest {

    private final ApplicationContext context = ApplicationContext.builder()
            .properties(Map.of(
                    "darkroom.role", "api",
                    "darkroom.sandbox", "on",
                    "darkroom.public-url", "https://darkroom.example",
                    "darkroom.master.keys", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="))
            .banner(false)
            .start();
    private final QolabaMapping mapping = context.getBean(QolabaMapping.class);

    @AfterAll
    void close() {
        context.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "least     | {\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"a lake\"}",
                "nulls     | {\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"a lake\", \"celery\": null,"
                        + " \"image_urls\": null, \"reference_images\": [], \"mask_url\": null, \"aspect_ratio\": null,"
                        + " \"quality\": null, \"num_images\": null, \"seed\": null, \"num_inference_steps\": null,"
                        + " \"guidance_scale\": null, \"temperature\": null, \"negative_prompt\": null}",
                "vertex    | {\"model\": \"vertex/nano-banana-2\", \"prompt\": \"a lake\", \"quality\": \"4K\","
                        + " \"aspect_ratio\": \"16:9\", \"temperature\": 0.25, \"seed\": 9223372036854775807}",
                "openai    | {\"model\": \"openai/gpt-image-2\", \"prompt\": \"a lake\", \"quality\": \"high\","
                        + " \"num_images\": 10, \"aspect_ratio\": \"auto\"}",
                "fal       | {\"model\": \"fal/flux-1.1-pro\", \"prompt\": \"a lake\", \"num_images\": 4,"
                        + " \"num_inference_steps\": 28, \"guidance_scale\": 7.5, \"seed\": 0,"
                        + " \"negative_prompt\": \"a boat\", \"aspect_ratio\": \"3:2\", \"celery\": true}",
                "edit      | {\"model\": \"vertex/nano-banana-pro\", \"prompt\": \"in the snow\","
                        + " \"image_urls\": [\"https://example.com/a.png\"], \"reference_images\": ["
                        + "{\"url\": \"https://example.com/b.png\", \"description\": \"the coat\"},"
                        + "{\"url\": \"https://example.com/c.png\"}]}",
                "inpaint   | {\"model\": \"fal/flux-inpainting\", \"prompt\": \"a boat\", \"negative_prompt\":"
                        + " \"a swan\", \"image_urls\": [\"https://example.com/a.png\"],"
                        + " \"mask_url\": \"https://example.com/m.png\"}",
                "no-prompt | {\"model\": \"fal/birefnet\", \"image_urls\": [\"https://example.com/a.png\"]}"
            })
    void a_request_in_canonical_words(String name, String body) {
        Golden.check("qolaba/request-" + name.strip(), SpecJson.of(submission(body)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "vertex/nano-banana-flash | \"num_inference_steps\": 28 | `num_inference_steps` is not supported by"
                        + " vertex/nano-banana-flash, which has seed, temperature.",
                "fal/flux-1.1-pro | \"temperature\": 1 | `temperature` is not supported by fal/flux-1.1-pro, which has"
                        + " seed, num_inference_steps, guidance_scale, negative_prompt.",
                "openai/gpt-image-2 | \"seed\": 1 | `seed` is not supported by openai/gpt-image-2, which has no"
                        + " parameters.",
                "openai/gpt-image-2 | \"quality\": \"4K\" | `quality` must be one of low, medium, high for"
                        + " openai/gpt-image-2.",
                "fal/flux-1.1-pro | \"quality\": \"4K\" | `quality` is not supported by fal/flux-1.1-pro, which has"
                        + " one quality.",
                "vertex/nano-banana-flash | \"aspect_ratio\": \"7:3\" | `aspect_ratio` must be one of 1:1, 16:9, 9:16,"
                        + " 4:3, 3:4, 3:2, 2:3, 4:5, 5:4, 21:9 for vertex/nano-banana-flash.",
                "vertex/nano-banana-flash | \"num_images\": 5 | `num_images` must be from 1 to 4 for"
                        + " vertex/nano-banana-flash.",
                "vertex/imagen-4 | \"image_urls\": [\"https://example.com/a\"] | `image_urls` is not supported by"
                        + " vertex/imagen-4, which takes no images.",
                "vertex/imagen-4 | \"reference_images\": [{\"url\": \"https://example.com/a\"}] | `reference_images`"
                        + " is not supported by vertex/imagen-4, which takes no images.",
                "fal/flux-inpainting | \"seed\": 1 | `image_urls` is required for fal/flux-inpainting.",
                "fal/flux-inpainting | \"image_urls\": [\"https://example.com/a\"] | `mask_url` is required for"
                        + " fal/flux-inpainting.",
                "vertex/nano-banana-flash | \"mask_url\": \"https://example.com/a\" | `mask_url` is not supported by"
                        + " vertex/nano-banana-flash, which takes no mask.",
                "openai/gpt-image-2 | \"mask_url\": \"https://example.com/a\" | `mask_url` needs an image in"
                        + " `image_urls`.",
                "vertex/nano-banana-flash | \"seed\": 4294967296 | `seed` must be at most 4294967295 for"
                        + " vertex/nano-banana-flash."
            })
    void what_a_model_lacks_is_told_in_the_words_of_the_request(String model, String field, String message) {
        String body = "{\"model\": \"%s\", \"prompt\": \"a lake\", %s}".formatted(model, field);
        BadFieldException refused = assertThrows(BadFieldException.class, () -> submission(body));
        assertEquals(message, refused.text());
    }

    @Test
    void a_prompt_is_left_out_only_where_the_model_allows() {
        BadFieldException refused =
                assertThrows(BadFieldException.class, () -> submission("{\"model\": \"vertex/nano-banana-flash\"}"));
        assertEquals("`prompt` is required for vertex/nano-banana-flash.", refused.text());
    }

    @Test
    void an_unknown_model_is_told_with_those_that_are_known() {
        BadFieldException refused = assertThrows(
                BadFieldException.class, () -> submission("{\"model\": \"nano-banana\", \"prompt\": \"a lake\"}"));
        assertEquals("model", refused.param());
        for (Offer offer : context.getBean(Catalogue.class).offers(QolabaMapping.SURFACE)) {
            assertEquals(true, refused.text().contains(offer.name()), offer.name());
        }
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void a_job_in_each_state(JobState state) throws IOException {
        JobView job = CanonicalJobs.in(state, QolabaMapping.SURFACE);
        check("job-" + state.name().toLowerCase(Locale.ROOT), mapping.current(job));
    }

    @Test
    void a_job_of_another_surface() throws IOException {
        check("job-of-another-surface", mapping.current(CanonicalJobs.in(JobState.SUCCEEDED, "vrex", "raw_key")));
    }

    @Test
    void a_canceled_job_that_has_an_image() throws IOException {
        JobView job = CanonicalJobs.in(JobState.CANCELED, QolabaMapping.SURFACE);
        JobView delivered = CanonicalJobs.in(JobState.SUCCEEDED, QolabaMapping.SURFACE);
        check("job-canceled-with-image", mapping.current(variant(job, job.spec(), false, delivered)));
    }

    @Test
    void the_result_of_a_job() throws IOException {
        check("result", mapping.result(CanonicalJobs.in(JobState.SUCCEEDED, QolabaMapping.SURFACE)));
    }

    @Test
    void a_result_without_its_seed_and_its_prompt() throws IOException {
        JobView job = CanonicalJobs.in(JobState.SUCCEEDED, QolabaMapping.SURFACE);
        GenerationSpec spec = job.spec();
        GenerationSpec blank = new GenerationSpec(
                spec.capability(),
                spec.model(),
                "",
                spec.images(),
                spec.quality(),
                spec.aspectRatio(),
                spec.size(),
                spec.format(),
                spec.grid(),
                null,
                spec.parameters());
        check("result-blanked", mapping.result(variant(job, blank, true, job)));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void what_was_accepted_is_told_alike_whatever_became_of_it(JobState state) throws IOException {
        check("accepted", QolabaMapping.accepted(CanonicalJobs.in(state, QolabaMapping.SURFACE)));
    }

    @Test
    void an_id_tells_when_its_job_was_made() {
        JobView job = CanonicalJobs.in(JobState.PENDING, QolabaMapping.SURFACE);
        JobIds ids = JobIds.parse(QolabaMapping.task(job)).orElseThrow();
        assertEquals(job.id(), ids.job());
        assertEquals(true, ids.fits(job.createdAt()));
        assertFalse(ids.fits(job.createdAt().plusMillis(1)));
    }

    @ParameterizedTest
    @CsvSource({"IMAGE, dry-run", "CALL, dry-run-per-call"})
    void a_price(PriceUnit per, String name) throws IOException {
        Quote quote = new Quote("text_to_image", new MicroUsd(30_000), 4, per);
        Offer offer = context.getBean(Catalogue.class)
                .find(QolabaMapping.SURFACE, "vertex/nano-banana-flash")
                .orElseThrow();
        check(name, QolabaMapping.price(new AcceptReply.Priced(offer, "sandbox", quote)));
    }

    private Submission submission(String body) {
        QolabaRequest request = QolabaRequest.parse(
                StrictJson.read(body.getBytes(StandardCharsets.UTF_8)), context.getBean(ImageInputs.class));
        return mapping.submission(request, "f");
    }

    private static JobView variant(JobView job, GenerationSpec spec, boolean blanked, JobView delivered) {
        List<JobView.Image> images = delivered.images();
        return new JobView(
                job.id(),
                job.surface(),
                job.state(),
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                spec,
                blanked,
                job.rendering(),
                job.metadata(),
                job.quote(),
                job.queuePosition(),
                job.progress(),
                delivered.charged(),
                delivered.refunded(),
                job.failure(),
                images,
                job.grid(),
                delivered.missing(),
                delivered.inputs(),
                null,
                false);
    }

    /** Whatever the moment makes of a URL is left out. */
    private void check(String name, Object reply) throws IOException {
        String json = context.getBean(JsonMapper.class).writeValueAsString(reply);
        Golden.check("qolaba/" + name, json.replaceAll("expires=\\d+&signature=[\\w-]+", "expires=0&signature=x"));
    }
}
