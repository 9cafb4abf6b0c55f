package dev.darkroom.api.surface.openai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.MultipartField;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.OpenAIServiceException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.errors.UnprocessableEntityException;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenCompletedEvent;
import com.openai.models.images.ImageGenStreamEvent;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import com.openai.models.models.Model;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The official Java client, unchanged but for its base URL and its key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OpenAiClientTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());
    private final Tenants.Added tenant = api.added(MicroUsd.ofUsd(20));
    private final OpenAIClient client = client(tenant.key());

    OpenAiClientTest() throws IOException {}

    @AfterAll
    void close() {
        client.close();
        api.close();
        temporal.close();
    }

    @Test
    void generates_an_image_as_bytes() throws IOException {
        try (HttpResponseFor<ImagesResponse> raw = client.images()
                .withRawResponse()
                .generate(lake().model("gpt-image-2").build())) {
            ImagesResponse response = raw.parse().validate();
            byte[] image = Base64.getDecoder()
                    .decode(response.data().orElseThrow().getFirst().b64Json().orElseThrow());
            assertEquals(1024, ImageIO.read(new ByteArrayInputStream(image)).getHeight());
            assertEquals(
                    ImagesResponse.OutputFormat.PNG, response.outputFormat().orElseThrow());
            assertEquals(ImagesResponse.Size._1024X1024, response.size().orElseThrow());
            assertEquals(ImagesResponse.Quality.MEDIUM, response.quality().orElseThrow());
            assertEquals(0, response.usage().orElseThrow().totalTokens());
            assertEquals(List.of("0.05"), raw.headers().values("X-Cost-Usd"));
            assertEquals(1, raw.headers().values("X-Job-Id").size());
        }
    }

    /** The client calls two fields old that the API still has. */
    @Test
    @SuppressWarnings("deprecation")
    void generates_two_images_by_url() {
        ImagesResponse response = client.images()
                .generate(lake().model("gpt-image-2")
                        .n(2)
                        .size(ImageGenerateParams.Size._1536X1024)
                        .quality(ImageGenerateParams.Quality.HIGH)
                        .background(ImageGenerateParams.Background.AUTO)
                        .moderation(ImageGenerateParams.Moderation.LOW)
                        .outputFormat(ImageGenerateParams.OutputFormat.WEBP)
                        .outputCompression(85)
                        .responseFormat(ImageGenerateParams.ResponseFormat.URL)
                        .user("somebody")
                        .build());
        List<String> urls = response.validate().data().orElseThrow().stream()
                .map(image -> image.url().orElseThrow())
                .toList();
        assertEquals(2, urls.size());
        for (String url : urls) {
            assertEquals(
                    "image/webp",
                    api.send(api.request(url).GET()).header("Content-Type").orElseThrow());
        }
    }

    @Test
    void streams_the_images() {
        ImageGenerateParams two = lake().n(2).partialImages(0).build();
        try (StreamResponse<ImageGenStreamEvent> stream = client.images().generateStreaming(two)) {
            List<ImageGenCompletedEvent> events = stream.stream()
                    .map(event -> event.validate().asGenerationCompleted())
                    .toList();
            assertEquals(2, events.size());
            for (ImageGenCompletedEvent event : events) {
                assertTrue(Base64.getDecoder().decode(event.b64Json()).length > 1000);
                assertEquals(ImageGenCompletedEvent.Size._1024X1024, event.size());
                assertEquals(ImageGenCompletedEvent.OutputFormat.PNG, event.outputFormat());
                assertEquals(0, event.usage().inputTokensDetails().imageTokens());
                assertTrue(event.createdAt() > 0);
            }
        }
    }

    @Test
    void lists_and_retrieves_models() {
        List<Model> models =
                client.models().list().autoPager().stream().map(Model::validate).toList();
        assertTrue(models.stream().map(Model::id).collect(Collectors.toSet()).contains("gpt-image-2"));
        assertEquals(
                "OpenAI", client.models().retrieve("gpt-image-2").validate().ownedBy());
        NotFoundException missing =
                assertThrows(NotFoundException.class, () -> client.models().retrieve("no/such-model"));
        assertEquals("model_not_found", missing.code().orElseThrow());
    }

    @Test
    void an_error_is_the_exception_that_the_original_raises() {
        String reader = api.get(ApiKeys.class)
                .create(tenant.id(), List.of(Scope.IMAGES_READ))
                .secret();
        assertRaised(UnauthorizedException.class, "invalid_api_key", "sk-dr-unknown", lake());
        assertRaised(PermissionDeniedException.class, "permission_denied", reader, lake());
        assertRaised(RateLimitException.class, "insufficient_quota", api.tenant(MicroUsd.ZERO), lake());
        assertRaised(BadRequestException.class, "invalid_request_error", tenant.key(), lake().n(11));
        assertRaised(
                BadRequestException.class,
                "moderation_blocked",
                tenant.key(),
                lake().prompt("a lake {sandbox: fail=rejected}"));
        assertRaised(NotFoundException.class, "model_not_found", tenant.key(), lake().model("gpt-image-9"));
        assertRaised(
                InternalServerException.class,
                "server_error",
                tenant.key(),
                lake().prompt("a lake {sandbox: fail=empty}"));
        ImageGenerateParams.Builder keyed = lake().putAdditionalHeader("Idempotency-Key", "k");
        client.images().generate(keyed.build());
        assertRaised(UnprocessableEntityException.class, "idempotency_key_reused", tenant.key(), keyed.n(2));
    }

    @Test
    void an_edit_with_and_without_a_mask() throws IOException {
        ImagesResponse plain = client.images()
                .edit(ImageEditParams.builder()
                        .image(image())
                        .prompt("tint it blue")
                        .n(2)
                        .build());
        assertEquals(2, plain.data().orElseThrow().size());
        ImagesResponse masked = client.images()
                .edit(ImageEditParams.builder()
                        .image(image())
                        .mask(MultipartField.<InputStream>builder()
                                .value(new ByteArrayInputStream(png()))
                                .filename("mask.png")
                                .contentType("image/png")
                                .build())
                        .prompt("tint it blue")
                        .n(2)
                        .build());
        assertEquals(2, masked.data().orElseThrow().size());
    }

    private MultipartField<ImageEditParams.Image> image() throws IOException {
        return MultipartField.<ImageEditParams.Image>builder()
                .value(ImageEditParams.Image.ofInputStream(new ByteArrayInputStream(png())))
                .filename("a.png")
                .contentType("image/png")
                .build();
    }

    @Test
    void a_client_that_loses_patience_finds_its_job_again() {
        Tenants.Added other = api.added(MicroUsd.ofUsd(1));
        OpenAIClient impatient = builder(other.key())
                .timeout(Duration.ofSeconds(3))
                .maxRetries(20)
                .build();
        ImagesResponse response = impatient
                .images()
                .generate(lake().prompt("a lake {sandbox: delay=4s}").build());
        impatient.close();
        assertEquals(1, response.data().orElseThrow().size());
        assertEquals(
                1,
                database.count("SELECT COUNT(*) FROM job WHERE tenant_id = '%s'"
                        .formatted(other.id().text())));
    }

    private void assertRaised(
            Class<? extends OpenAIServiceException> type, String code, String key, ImageGenerateParams.Builder params) {
        OpenAIClient other = client(key);
        OpenAIServiceException raised = assertThrows(type, () -> other.images().generate(params.build()));
        other.close();
        assertEquals(code, raised.code().orElseThrow());
        assertTrue(raised.type().isPresent());
    }

    private static ImageGenerateParams.Builder lake() {
        return ImageGenerateParams.builder().prompt("a lake");
    }

    private OpenAIClient client(String key) {
        return builder(key).build();
    }

    private OpenAIOkHttpClient.Builder builder(String key) {
        return OpenAIOkHttpClient.builder()
                .baseUrl(api.url() + "/openai/v1")
                .apiKey(key)
                .timeout(Duration.ofMinutes(1));
    }

    private byte[] png() {
        String b64 = client.images()
                .generate(lake().build())
                .data()
                .orElseThrow()
                .getFirst()
                .b64Json()
                .orElseThrow();
        return Base64.getDecoder().decode(b64);
    }
}
