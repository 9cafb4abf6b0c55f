package dev.darkroom.api.surface.gptimage2;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.http.ImageInputs;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.SpecJson;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
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

/** What gptimage2's words come to, and what canonical jobs look like in them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GptImage2MappingTest {

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            TestDatabase.create().config(), temporal, Map.of("darkroom.public-url", "https://darkroom.example"));
    private final GptImage2Mapping mapping = api.get(GptImage2Mapping.class);

    GptImage2MappingTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "request-least | {\"prompt\": \"a lake\"}",
                "request-nulls | {\"prompt\": \"a lake\", \"model\": null, \"inputImageUrls\": [], \"aspectRatio\":"
                        + " null, \"resolution\": null, \"outputFormat\": null, \"providerInput\": null}",
                "request-auto | {\"prompt\": \"a lake\", \"model\": \"gpt-image-2\", \"aspectRatio\": \"auto\"}",
                "request-passthrough | {\"prompt\": \"a lake\", \"aspectRatio\": \"4:5\", \"outputFormat\": \"webp\","
                        + " \"providerInput\": {\"background\": \"opaque\", \"output_compression\": 85}}",
                "request-resolution | {\"prompt\": \"a lake\", \"model\": \"nano-banana-2\", \"aspectRatio\": \"21:9\","
                        + " \"resolution\": \"4K\"}",
                "request-seed | {\"prompt\": \"a lake\", \"model\": \"nano-banana-2\","
                        + " \"providerInput\": {\"seed\": 7, \"temperature\": 0.5, \"grounding\": true}}",
                "request-edit | {\"prompt\": \"a lake\", \"model\": \"google/nano-banana\","
                        + " \"inputImageUrls\": [\"https://example.com/a.png\"]}"
            })
    void a_request_in_canonical_words(String name, String body) {
        GptImage2Request request = GptImage2Request.parse(
                StrictJson.read(body.getBytes(StandardCharsets.UTF_8)), api.get(ImageInputs.class));
        Golden.check("gptimage2/" + name, SpecJson.of(mapping.submission(request, "f")));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void a_job_in_each_state(JobState state) throws IOException {
        JobView job = CanonicalJobs.in(state, "vrex");
        check("job-" + state.name().toLowerCase(Locale.ROOT), mapping.current(job));
    }

    /** The canonical job as this surface sells it: one image of one call. */
    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"SUCCEEDED", "FAILED"})
    void a_job_of_one_call(JobState state) throws IOException {
        MicroUsd price = new MicroUsd(40_000);
        JobView job = CanonicalJobs.in(state, GptImage2Mapping.SURFACE);
        boolean succeeded = state == JobState.SUCCEEDED;
        JobView call = new JobView(
                job.id(),
                job.surface(),
                state,
                job.createdAt(),
                job.startedAt(),
                job.completedAt(),
                job.spec(),
                true,
                null,
                null,
                new Quote("text_to_image 1K", price, 1, PriceUnit.CALL),
                0,
                job.progress(),
                price,
                succeeded ? MicroUsd.ZERO : price,
                job.failure(),
                job.images(),
                null,
                List.of(),
                List.of(),
                null,
                false);
        check("call-" + state.name().toLowerCase(Locale.ROOT), mapping.current(call));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void what_was_accepted_is_told_alike_whatever_became_of_it(JobState state) throws IOException {
        check("accepted", mapping.accepted(CanonicalJobs.in(state, GptImage2Mapping.SURFACE)));
    }

    @Test
    void a_price() throws IOException {
        AcceptReply.Priced priced = new AcceptReply.Priced(
                api.get(Catalogue.class)
                        .find(GptImage2Mapping.SURFACE, "nano-banana-2")
                        .orElseThrow(),
                "sandbox",
                new Quote("text_to_image 4K", new MicroUsd(80_000), 1, PriceUnit.CALL));
        check("dry-run", mapping.price(priced));
    }

    /** Whatever the moment makes of a URL is left out. */
    private void check(String name, Object reply) throws IOException {
        String json = api.get(JsonMapper.class).writeValueAsString(reply);
        Golden.check("gptimage2/" + name, json.replaceAll("expires=\\d+&signature=[\\w-]+", "expires=0&signature=x"));
    }
}
