package dev.darkroom.api.surface.vrex;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Usages;
import dev.darkroom.api.core.Wallets;
import dev.darkroom.api.http.CallbackUrls;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What vrex's words come to, and what canonical jobs look like in them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VrexMappingTest {

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            TestDatabase.create().config(), temporal, Map.of("darkroom.public-url", "https://darkroom.example"));
    private final VrexMapping mapping = api.get(VrexMapping.class);
    private final VrexEvents events = api.get(VrexEvents.class);

    VrexMappingTest() throws IOException {}

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
                "request-full | {\"prompt\": \"a lake\", \"n\": 4, \"size\": \"1920x1080\", \"model\":"
                        + " \"nano-banana-2\", \"seed\": 9223372036854775807, \"webhook_url\":"
                        + " \"https://example.com/hook\", \"output_format\": \"raw_key\"}",
                "request-edit | {\"prompt\": \"a lake\", \"size\": \"720x1280\","
                        + " \"ref_images\": [\"https://example.com/a.png\", \"https://example.com/b.png\"]}",
                "request-nulls | {\"prompt\": \"a lake\", \"n\": null, \"size\": null, \"model\": null, \"seed\": null,"
                        + " \"ref_images\": [], \"webhook_url\": null, \"output_format\": null}"
            })
    void a_request_in_canonical_words(String name, String body) {
        VrexRequest request = VrexRequest.parse(
                StrictJson.read(body.getBytes(StandardCharsets.UTF_8)),
                api.get(CallbackUrls.class),
                api.get(ImageInputs.class));
        Golden.check("vrex/" + name, SpecJson.of(mapping.submission(request, "f")));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void a_job_in_each_state(JobState state) throws IOException {
        JobView job = CanonicalJobs.in(state, VrexMapping.SURFACE, VrexRequest.URL);
        check("job-" + state.name().toLowerCase(Locale.ROOT), mapping.current(job));
    }

    @Test
    void a_job_with_the_names_of_its_objects() throws IOException {
        JobView job = CanonicalJobs.in(JobState.SUCCEEDED, VrexMapping.SURFACE, VrexRequest.RAW_KEY);
        check("job-raw-key", mapping.current(job));
    }

    @Test
    void a_job_of_another_surface() throws IOException {
        JobView job = CanonicalJobs.in(JobState.SUCCEEDED, "qolaba", VrexRequest.RAW_KEY);
        check("job-of-another-surface", mapping.current(job));
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void what_was_accepted_is_told_alike_whatever_became_of_it(JobState state) throws IOException {
        check("accepted", VrexMapping.accepted(CanonicalJobs.in(state, VrexMapping.SURFACE)));
    }

    @Test
    void a_price() throws IOException {
        Quote quote = new Quote("text_to_image", new MicroUsd(13_000), 4, PriceUnit.IMAGE);
        AcceptReply.Priced priced = new AcceptReply.Priced(
                api.get(Catalogue.class)
                        .find(VrexMapping.SURFACE, "nano-banana-2")
                        .orElseThrow(),
                "sandbox",
                quote);
        check("dry-run", VrexMapping.price(priced));
    }

    @Test
    void an_account() throws IOException {
        Wallets.View wallet = new Wallets.View(new MicroUsd(9_987_000), new MicroUsd(13_000), MicroUsd.ZERO);
        Usages.Total total = new Usages.Total(12, 3, new MicroUsd(156_000), new MicroUsd(39_000));
        check("usage", VrexMapping.account(wallet, total));
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"SUCCEEDED", "FAILED", "CANCELED"})
    void the_event_of_an_end(JobState state) throws IOException {
        JobView job = CanonicalJobs.in(state, VrexMapping.SURFACE, VrexRequest.URL);
        check("event-" + state.name().toLowerCase(Locale.ROOT), events.of(job).orElseThrow());
    }

    @Test
    void the_event_with_the_names_of_the_objects() throws IOException {
        JobView job = CanonicalJobs.in(JobState.SUCCEEDED, VrexMapping.SURFACE, VrexRequest.RAW_KEY);
        check("event-raw-key", events.of(job).orElseThrow());
    }

    @ParameterizedTest
    @EnumSource(
            value = JobState.class,
            names = {"PENDING", "QUEUED", "RUNNING"})
    void there_is_no_event_before_the_end(JobState state) {
        assertEquals(Optional.empty(), events.of(CanonicalJobs.in(state, VrexMapping.SURFACE)));
    }

    /** Whatever the moment makes of a URL is left out. */
    private void check(String name, Object reply) throws IOException {
        String json = api.get(JsonMapper.class).writeValueAsString(reply);
        Golden.check("vrex/" + name, json.replaceAll("expires=\\d+&signature=[\\w-]+", "expires=0&signature=x"));
    }
}
