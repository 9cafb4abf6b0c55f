package dev.darkroom.api.surface.apiframe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.Caller;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Limits;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.core.Submission;
import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.CallbackUrls;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.TenantId;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import dev.darkroom.workflows.domain.webhook.DeliveryState;
import dev.darkroom.workflows.domain.webhook.EventId;
import dev.darkroom.workflows.domain.webhook.WebhookEvent;
import dev.darkroom.workflows.domain.webhook.WebhookEventKind;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The surface's words and the canonical ones, both ways. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiframeMappingTest {

    private static final String SURFACE = ApiframeMapping.SURFACE;

    private final ApiframeBeans beans = new ApiframeBeans();
    private final ApiframeMapping mapping = beans.get(ApiframeMapping.class);
    private final ApiframeEvents events = beans.get(ApiframeEvents.class);

    @AfterAll
    void close() {
        beans.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "least       | {\"prompt\": \"a quiet lake\", \"model\": \"midjourney\"}",
                "midjourney  | {\"prompt\": \"a quiet lake\", \"model\": \"midjourney\", \"midjourneyParams\":"
                        + " {\"aspectRatio\": \"16:9\", \"n\": 4, \"seed\": 4294967295, \"stylize\": 250,"
                        + " \"negativePrompt\": \"boats\", \"version\": \"niji-6\", \"raw\": true},"
                        + " \"webhookUrl\": \"https://example.com/hook\"}",
                "nano-banana | {\"prompt\": \"a quiet lake\", \"model\": \"nano-banana-2\", \"nanoBananaParams\":"
                        + " {\"aspectRatio\": \"21:9\", \"resolution\": \"4K\", \"n\": 3, \"outputFormat\": \"webp\","
                        + " \"seed\": 0, \"temperature\": 0.25, \"grounding\": true},"
                        + " \"webhookUrl\": \"https://example.com/hook\","
                        + " \"webhookEvents\": [\"failed\", \"progress\"]}",
                "edit        | {\"prompt\": \"add a boat\", \"model\": \"flux-2-pro\", \"fluxParams\":"
                        + " {\"imageUrls\": [\"https://example.com/a.png\", \"https://example.com/b.png\"],"
                        + " \"resolution\": \"2MP\", \"safetyTolerance\": 1}}",
                "generic     | {\"prompt\": \"a quiet lake\", \"model\": \"gpt-image-1.5\", \"params\":"
                        + " {\"quality\": \"high\", \"outputCompression\": 80, \"outputFormat\": \"jpeg\","
                        + " \"imageUrl\": \"https://example.com/a.png\"}}"
            })
    void a_request_is_said_in_canonical_words(String name, String body) {
        Golden.check("apiframe/request-" + name.strip(), spec(submission(body)));
    }

    @Test
    void a_page_of_jobs() {
        ApiframeReply.Job job = mapping.job(CanonicalJobs.in(JobState.SUCCEEDED, SURFACE), null);
        Golden.check("apiframe/jobs", beans.json(new ApiframeReply.Page(List.of(job), "eyJhIjoxfQ", true)));
    }

    @Test
    void every_model_of_the_contract_is_offered_and_priced_in_whole_credits() {
        List<Offer> offers = beans.get(Catalogue.class).offers(SURFACE);
        assertEquals(40, offers.size());
        for (Offer offer : offers) {
            Submission submission = submission("{\"prompt\": \"a lake\", \"model\": \"%s\", \"%s\": {}}"
                    .formatted(offer.name(), ApiframeWords.params(offer.model().family())));
            assertEquals(Capability.TEXT_TO_IMAGE, submission.spec().capability());
            long price = offer.price(Capability.TEXT_TO_IMAGE, submission.spec().quality())
                    .orElseThrow()
                    .amount()
                    .value();
            assertEquals(0, price % 10_000, offer.name());
        }
    }

    @Test
    void parameters_of_every_model_are_taken_in_camel_case_and_in_no_other() {
        for (Offer offer : beans.get(Catalogue.class).offers(SURFACE)) {
            for (String name : offer.model().parameterNames()) {
                if (name.contains("_")) {
                    String body = "{\"prompt\": \"x\", \"model\": \"%s\", \"params\": {\"%s\": []}}";
                    String camel = ApiframeWords.camel(name);
                    assertFalse(camel.contains("_"));
                    assertTrue(
                            refusal(body.formatted(offer.name(), camel)).contains("`params.%s` must".formatted(camel)));
                    assertTrue(refusal(body.formatted(offer.name(), name)).contains("is not supported by"));
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "stylize | 1001",
                "stylize | -1",
                "stylize | 250.0",
                "stylize | 2.5e2",
                "stylize | 1e0",
                "stylize | \"250\"",
                "stylize | true",
                "seed    | 1.0",
                "seed    | 4294967296",
                "seed    | -1",
                "n       | 4.0",
                "n       | 2",
                "version | 7",
                "version | \"8\"",
                "raw     | \"true\"",
                "tile    | 1"
            })
    void a_parameter_of_another_type_or_out_of_its_range_is_named(String name, String value) {
        String refusal = refusal("{\"prompt\": \"x\", \"model\": \"midjourney\", \"midjourneyParams\": {\"%s\": %s}}"
                .formatted(name, value));
        assertTrue(refusal.startsWith("`midjourneyParams.%s` must ".formatted(name)), refusal);
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void a_job_is_shown_in_each_of_its_states(JobState state) {
        Golden.check(
                "apiframe/job-" + state.name().toLowerCase(Locale.ROOT),
                beans.json(mapping.job(CanonicalJobs.in(state, SURFACE), null)));
    }

    @Test
    void a_job_that_another_surface_took_is_shown_alike() {
        Golden.check(
                "apiframe/job-of-vrex", beans.json(mapping.job(CanonicalJobs.in(JobState.SUCCEEDED, "vrex"), null)));
    }

    @Test
    void a_model_that_is_not_offered_here_is_shown_by_the_catalogues_id() {
        JobView job = with(CanonicalJobs.in(JobState.QUEUED, "stratizon"), "gpt-image-2", List.of(), null);
        assertEquals("gpt-image-2", mapping.job(job, null).model());
    }

    @Test
    void midjourney_shows_four_images_and_the_grid() {
        Golden.check("apiframe/job-midjourney", beans.json(mapping.job(midjourney(JobState.SUCCEEDED), null)));
    }

    @Test
    void a_job_that_was_stopped_after_its_first_image_shows_what_is_paid_for() {
        ApiframeReply.Job job = mapping.job(
                with(CanonicalJobs.in(JobState.CANCELED, SURFACE), "nano-banana-2", List.of(image(0)), null), null);
        assertEquals("FAILED", job.status());
        assertEquals(
                1,
                assertInstanceOf(ApiframeReply.Images.class, job.result())
                        .images()
                        .size());
    }

    @ParameterizedTest
    @CsvSource({"PENDING,", "DELIVERED, sent", "DEAD, failed", "ABANDONED, failed"})
    void a_job_says_whether_its_end_was_told(DeliveryState told, @Nullable String word) {
        JobView job = CanonicalJobs.in(JobState.SUCCEEDED, SURFACE);
        assertEquals(word, mapping.job(job, told).webhookStatus());
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void the_first_answer_is_the_same_whatever_became_of_the_job(JobState state) {
        Golden.check("apiframe/accepted", beans.json(mapping.accepted(CanonicalJobs.in(state, SURFACE))));
    }

    @ParameterizedTest
    @CsvSource({"dry-run, midjourney, CALL, 80000, 4", "dry-run-per-image, nano-banana-2, IMAGE, 13000, 2"})
    void a_price_is_itemised_in_credits(String name, String model, PriceUnit per, long price, int images) {
        Offer offer = beans.get(Catalogue.class).find(SURFACE, model).orElseThrow();
        Quote quote = new Quote("text_to_image", new MicroUsd(price), images, per);
        Golden.check("apiframe/" + name, beans.json(mapping.price(new AcceptReply.Priced(offer, "sandbox", quote))));
    }

    @Test
    void a_caller_is_told_who_it_is_and_what_it_has_in_whole_credits() {
        Caller caller = new Caller(
                TenantId.of("0197a3c4-0000-7000-8000-000000000001"),
                "acme",
                "0197a3c4-0000-7000-8000-000000000002",
                "sk-dr-acme",
                Set.of(Scope.BILLING_READ),
                Set.of(),
                new Limits("standard", 20, 2000, null, 200, 20, 400, 100),
                false,
                true);
        Wallets.View wallet = new Wallets.View(new MicroUsd(1_239_999), new MicroUsd(5), MicroUsd.ZERO);
        Golden.check("apiframe/me", beans.json(mapping.me(caller, wallet)));
    }

    @Test
    void an_event_of_each_kind_has_its_body() {
        check("progressed", WebhookEventKind.PROGRESSED, CanonicalJobs.in(JobState.RUNNING, SURFACE));
        check("succeeded", WebhookEventKind.SUCCEEDED, CanonicalJobs.in(JobState.SUCCEEDED, SURFACE));
        check("succeeded-midjourney", WebhookEventKind.SUCCEEDED, midjourney(JobState.SUCCEEDED));
        check("failed", WebhookEventKind.FAILED, CanonicalJobs.in(JobState.FAILED, SURFACE));
        check("canceled", WebhookEventKind.CANCELED, CanonicalJobs.in(JobState.CANCELED, SURFACE));
    }

    /** The signature was made by another implementation, from the key {@code sk-dr-abcdefghjkmn-secret}. */
    @Test
    void the_key_that_asked_signs_what_is_told() {
        WebhookEvent event = new WebhookEvent(
                EventId.of(CanonicalJobs.ID, WebhookEventKind.SUCCEEDED),
                WebhookEventKind.SUCCEEDED,
                Instant.EPOCH,
                null);
        assertEquals(
                Map.of(
                        "X-Webhook-Event",
                        "completed",
                        "X-Webhook-Signature",
                        "f2b793bf7e0fd794fd43f50ab59a9509b7d2c0db884e48205d69fbdac8c6a783"),
                events.headers(
                        event,
                        "{\"event\":\"completed\",\"jobId\":\"01\"}".getBytes(StandardCharsets.UTF_8),
                        "be6c1317c54eef0713fd9f85f64f395f28da0565af8b86e4bc945d4a9008cbe9"));
    }

    @Test
    void who_says_no_events_hears_of_the_ends() {
        String body = "{\"prompt\": \"x\", \"model\": \"midjourney\", \"webhookUrl\": \"https://example.com\"}";
        assertEquals("succeeded,failed,canceled", events(body));
        assertNull(submission("{\"prompt\": \"x\", \"model\": \"midjourney\"}")
                .options()
                .webhook());
        assertEquals("failed,canceled", events(body.replace("}", ", \"webhookEvents\": [\"failed\"]}")));
        assertEquals("succeeded", events(body.replace("}", ", \"webhookEvents\": [\"completed\"]}")));
    }

    @Test
    void texts_for_the_policy_are_the_prompt_and_the_parameters_without_urls() {
        Submission submission = submission("{\"prompt\": \"a lake\", \"model\": \"qwen-image\", \"params\":"
                + " {\"negativePrompt\": \"boats\", \"imageUrl\": \"https://example.com/a.png\"}}");
        assertEquals(List.of("a lake", "boats"), submission.texts());
    }

    private void check(String name, WebhookEventKind kind, JobView job) {
        ApiframeEvents.Body body = events.body(kind, job);
        Golden.check("apiframe/event-" + name, beans.json(body));
        assertTrue(beans.json(body).startsWith("{\"event\":\"%s\"".formatted(body.event())));
    }

    private Submission submission(String body) {
        JsonValue json = StrictJson.read(body.getBytes(StandardCharsets.UTF_8));
        return mapping.submission(
                ApiframeRequest.parse(json, mapping.families(), beans.get(CallbackUrls.class)), "fingerprint");
    }

    private String refusal(String body) {
        return assertThrows(BadFieldException.class, () -> submission(body)).text();
    }

    private @Nullable String events(String body) {
        Submission.Webhook webhook = submission(body).options().webhook();
        return webhook == null ? null : webhook.events();
    }

    private static JobView midjourney(JobState state) {
        List<JobView.Image> images =
                IntStream.range(0, 4).mapToObj(ApiframeMappingTest::image).toList();
        return with(CanonicalJobs.in(state, SURFACE), "midjourney", images, image(4));
    }

    private static JobView.Image image(int index) {
        String key = "t/0197a3c4-0000-7000-8000-000000000001/j/%s/%d.png".formatted(CanonicalJobs.ID.text(), index);
        return new JobView.Image(CanonicalJobs.ID.text(), key, "image/png", 1024, 1024, "ab".repeat(32));
    }

    private static JobView with(JobView job, String model, List<JobView.Image> images, JobView.@Nullable Image grid) {
        boolean whole = grid != null;
        MicroUsd price = new MicroUsd(80_000);
        GenerationSpec spec = new GenerationSpec(
                Capability.TEXT_TO_IMAGE,
                new ModelId(model),
                "a quiet lake",
                4,
                "standard",
                "1:1",
                new ImageSize(1024, 1024),
                ImageFormat.PNG,
                whole,
                null,
                GenerationSpec.NONE);
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
                whole ? new Quote("text_to_image", price, 4, PriceUnit.CALL) : job.quote(),
                0,
                job.progress(),
                whole ? price : job.charged(),
                whole ? MicroUsd.ZERO : job.refunded(),
                whole ? null : job.failure(),
                images,
                grid,
                List.of(),
                List.of(),
                null,
                false);
    }

    /** A canonical request, with what only a reader of golden files looks for. */
    private static String spec(Submission submission) {
        GenerationSpec spec = submission.spec();
        Submission.Webhook webhook = submission.options().webhook();
        SequencedMap<String, JsonValue> fields = new LinkedHashMap<>();
        fields.put("surface", text(submission.surface()));
        fields.put("book", text(submission.offer().book()));
        fields.put("capability", text(spec.capability().word()));
        fields.put("model", text(spec.model().value()));
        fields.put("prompt", text(spec.prompt()));
        fields.put("images", new JsonValue.Num(Integer.toString(spec.images())));
        fields.put("quality", text(spec.quality()));
        fields.put("aspect_ratio", text(spec.aspectRatio()));
        fields.put("size", text(spec.size().text()));
        fields.put("format", text(spec.format().name()));
        fields.put("grid", new JsonValue.Bool(spec.grid()));
        fields.put("seed", text(spec.seed() == null ? null : Long.toString(spec.seed())));
        fields.put("parameters", StrictJson.read(spec.parameters().getBytes(StandardCharsets.UTF_8)));
        fields.put(
                "texts",
                new JsonValue.Arr(submission.texts().stream()
                        .map(ApiframeMappingTest::text)
                        .toList()));
        fields.put("webhook_url", text(webhook == null ? null : webhook.url()));
        fields.put("webhook_events", text(webhook == null ? null : webhook.events()));
        return JsonText.asRead(new JsonValue.Obj(fields));
    }

    private static JsonValue text(@Nullable String text) {
        return text == null ? new JsonValue.Null() : new JsonValue.Str(text);
    }
}
