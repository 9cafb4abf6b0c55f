package dev.darkroom.activities.provider.fal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.provider.ImageProvider;
import dev.darkroom.activities.provider.ImageProvider.Accepted;
import dev.darkroom.activities.provider.ImageProvider.Done;
import dev.darkroom.activities.provider.ImageProvider.Failed;
import dev.darkroom.activities.provider.ImageProvider.NotAccepted;
import dev.darkroom.activities.provider.ImageProvider.PollReply;
import dev.darkroom.activities.provider.ImageProvider.Refused;
import dev.darkroom.activities.provider.ImageProvider.SubmitReply;
import dev.darkroom.activities.provider.ImageProvider.Unknown;
import dev.darkroom.activities.provider.ImageProvider.Working;
import dev.darkroom.activities.provider.ImageProvider.Yield;
import dev.darkroom.activities.provider.ImageProviderContract;
import dev.darkroom.activities.provider.ProviderJob;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.upstream.UpstreamServer;
import dev.darkroom.workflows.domain.failure.FailureKind;
import dev.darkroom.workflows.domain.job.Capability;
import dev.darkroom.workflows.domain.job.GenerationSpec;
import dev.darkroom.workflows.domain.job.ImageFormat;
import dev.darkroom.workflows.domain.job.ImageSize;
import dev.darkroom.workflows.domain.job.ModelId;
import dev.darkroom.workflows.domain.job.ProviderTicket;
import dev.darkroom.workflows.domain.job.Route;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fal's provider keeps the promises of every provider, and meets each fault of the simulator as it should. */
class FalSimulatorTest extends ImageProviderContract {

    @TempDir
    Path folder;

    private UpstreamServer upstream;
    private ApplicationContext context;

    @BeforeEach
    void open() throws IOException {
        upstream = UpstreamServer.open(0, folder.resolve("upstream.jsonl"), Duration.ofMillis(20));
        context = ApplicationContext.run(Map.of(
                "darkroom.fal.key", "k",
                "darkroom.fal.url", upstream.url(),
                "darkroom.fal.submit-timeout", "1s",
                "darkroom.fal.call-timeout", "1s",
                "darkroom.network.allow-http", "true",
                "darkroom.network.allow-local", "true"));
    }

    @AfterEach
    void close() throws IOException {
        context.close();
        upstream.close();
    }

    @Override
    public ImageProvider provider() {
        return context.getBean(FalProvider.class);
    }

    @Override
    public ProviderJob job(Course course) {
        return job(
                switch (course) {
                    case DELIVERS -> "a lake";
                    case DELIVERS_ONE_OF_TWO -> "{upstream: fault=work-fewer}";
                    case FILTERS_ONE_OF_TWO -> "{upstream: fault=work-filtered}";
                    case REJECTS -> "{upstream: fault=submit-rejected}";
                    case DOES_NOT_ACCEPT -> "{upstream: fault=submit-503}";
                    case LOSES_THE_ANSWER -> "{upstream: fault=submit-reset-after-accept}";
                    case FAILS -> "{upstream: fault=work-failed}";
                });
    }

    @Override
    public boolean looksUp() {
        return false;
    }

    @ParameterizedTest
    @CsvSource({
        "submit-500, false, UNKNOWN",
        "submit-502, false, UNKNOWN",
        "submit-503, false, NOT_ACCEPTED",
        "submit-504, false, UNKNOWN",
        "submit-429, false, NOT_ACCEPTED",
        "submit-reset, false, UNKNOWN",
        "submit-hang, false, UNKNOWN",
        "submit-error-in-200, false, UNKNOWN",
        "submit-rejected, false, REFUSED",
        "submit-invalid, false, NOT_ACCEPTED",
        "submit-500-after-accept, true, UNKNOWN",
        "submit-502-after-accept, true, UNKNOWN",
        "submit-503-after-accept, true, UNKNOWN",
        "submit-504-after-accept, true, UNKNOWN",
        "submit-reset-after-accept, true, UNKNOWN",
        "submit-hang-after-accept, true, UNKNOWN",
        "submit-html, true, UNKNOWN",
        "submit-truncated, true, UNKNOWN"
    })
    void a_submit_that_goes_wrong_is_sent_once_and_never_taken_for_refused_where_it_was_accepted(
            String fault, boolean accepted, String meaning) throws IOException {
        SubmitReply expected = switch (meaning) {
            case "UNKNOWN" -> new Unknown();
            case "REFUSED" -> new Refused(FailureKind.PROMPT_REJECTED);
            default -> new NotAccepted(FailureKind.PROVIDER_UNAVAILABLE);
        };
        assertEquals(expected, provider().submit(job("{upstream: fault=" + fault + "}")));
        List<JsonValue> submits = logged("submit");
        assertEquals(1, submits.size());
        assertEquals(new JsonValue.Bool(accepted), submits.getFirst().field("accepted"));
        assertEquals(new JsonValue.Str(fault), submits.getFirst().field("fault"));
        assertEquals(new JsonValue.Str("job-1-0"), submits.getFirst().field("reference"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status-500",
                "status-502",
                "status-503",
                "status-504",
                "status-429",
                "status-reset",
                "status-hang",
                "status-html",
                "status-truncated",
                "result-502",
                "result-429",
                "result-reset",
                "result-hang",
                "result-html",
                "result-truncated"
            })
    void trouble_on_the_way_to_accepted_work_ends_nothing(String fault) throws IOException {
        ProviderJob job = job("{upstream: fault=" + fault + "}");
        assertEquals(new Done(List.of(Yield.READY, Yield.READY)), end(job, submitted(job)));
        String kind = fault.substring(0, fault.indexOf('-'));
        assertEquals(
                2,
                logged(kind).stream()
                        .filter(line -> line.field("fault").equals(new JsonValue.Str(fault)))
                        .count());
    }

    @ParameterizedTest
    @CsvSource({
        "work-more, READY READY",
        "work-same, READY",
        "work-none, ''",
    })
    void a_result_has_what_it_has(String fault, String yields) {
        ProviderJob job = job("{upstream: fault=" + fault + "}");
        List<Yield> expected = yields.isEmpty()
                ? List.of()
                : List.of(yields.split(" ")).stream().map(Yield::valueOf).toList();
        assertEquals(new Done(expected), end(job, submitted(job)));
    }

    @ParameterizedTest
    @CsvSource({"work-rejected, PROMPT_REJECTED", "work-error-in-200, PROVIDER_ERROR", "work-failed, PROVIDER_ERROR"})
    void work_that_fails_says_why(String fault, FailureKind kind) {
        ProviderJob job = job("{upstream: fault=" + fault + "}");
        assertEquals(new Failed(kind), end(job, submitted(job)));
    }

    @Test
    void work_that_flips_has_failed_from_then_on() {
        ProviderJob job = job("{upstream: fault=work-flips}");
        ProviderTicket ticket = submitted(job);
        assertInstanceOf(Done.class, end(job, ticket));
        assertEquals(new Failed(FailureKind.PROVIDER_ERROR), end(job, ticket));
        assertThrows(IOException.class, () -> provider().fetch(job, ticket, 0));
    }

    @Test
    void after_a_restart_of_the_upstream_no_work_is_known() throws IOException {
        ProviderJob old = job("a lake", Instant.now().minusSeconds(60));
        ProviderTicket ticket = new ProviderTicket(FalProvider.ID, "of-before");
        assertEquals(new Failed(FailureKind.PROVIDER_ERROR), provider().poll(old, ticket));
        assertInstanceOf(Working.class, provider().poll(job("a lake"), ticket), "it may be too new to be known");
    }

    @Test
    void endless_work_can_be_canceled_and_finished_work_cannot() {
        ProviderJob endless = job("{upstream: fault=work-endless}");
        ProviderTicket ticket = submitted(endless);
        assertInstanceOf(Working.class, provider().poll(endless, ticket));
        assertTrue(provider().cancel(endless, ticket));
        assertInstanceOf(Failed.class, end(endless, ticket));
        ProviderJob done = job("a lake");
        ProviderTicket finished = submitted(done);
        assertInstanceOf(Done.class, end(done, finished));
        assertEquals(false, provider().cancel(done, finished));
    }

    @ParameterizedTest
    @ValueSource(strings = {"file-404", "file-large", "file-500", "file-cut"})
    void bytes_that_cannot_be_had_are_no_picture(String fault) {
        ProviderJob job = job("{upstream: fault=" + fault + "}");
        ProviderTicket ticket = submitted(job);
        assertInstanceOf(Done.class, end(job, ticket));
        assertThrows(IOException.class, () -> read(job, ticket));
    }

    @Test
    void chance_is_set_while_it_runs_and_counted() throws IOException, InterruptedException {
        assertEquals(200, put("{\"seed\": 7, \"faults\": {\"submit-429\": 1}}"));
        assertInstanceOf(NotAccepted.class, provider().submit(job("a lake")));
        assertEquals(200, put("{}"));
        assertInstanceOf(Accepted.class, provider().submit(job("a lake")));
        assertEquals(400, put("{\"faults\": {\"submit-429\": 0.6, \"submit-502\": 0.6}}"));
        assertEquals(400, put("{\"faults\": {\"what\": 1}}"));
        String now = HttpClient.newHttpClient()
                .send(request().GET().build(), HttpResponse.BodyHandlers.ofString())
                .body();
        assertTrue(now.contains("\"fired\":{\"submit-429\":1}"), now);
    }

    private byte[] read(ProviderJob job, ProviderTicket ticket) throws IOException {
        try (InputStream picture = provider().fetch(job, ticket, 0)) {
            return picture.readAllBytes();
        }
    }

    private int put(String script) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        request()
                                .PUT(HttpRequest.BodyPublishers.ofString(script))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create(upstream.url() + "/_faults"));
    }

    private ProviderTicket submitted(ProviderJob job) {
        return assertInstanceOf(Accepted.class, provider().submit(job)).ticket();
    }

    private PollReply end(ProviderJob job, ProviderTicket ticket) {
        for (int poll = 0; poll < 100; poll++) {
            PollReply reply = provider().poll(job, ticket);
            if (!(reply instanceof Working)) {
                return reply;
            }
        }
        throw new AssertionError("it does not end");
    }

    private List<JsonValue> logged(String what) throws IOException {
        return Files.readAllLines(folder.resolve("upstream.jsonl")).stream()
                .map(line -> StrictJson.read(line.getBytes(StandardCharsets.UTF_8)))
                .filter(line -> line.field("what").equals(new JsonValue.Str(what)))
                .toList();
    }

    private static ProviderJob job(String prompt) {
        return job(prompt, Instant.now());
    }

    private static ProviderJob job(String prompt, Instant intendedAt) {
        GenerationSpec spec = new GenerationSpec(
                Capability.TEXT_TO_IMAGE,
                new ModelId("flux-2-dev"),
                prompt,
                2,
                "1MP",
                "1:1",
                new ImageSize(96, 64),
                ImageFormat.PNG,
                false,
                null,
                GenerationSpec.NONE);
        return new ProviderJob("job-1-0", new Route(FalProvider.ID, "fal-ai/flux-2"), spec, intendedAt);
    }
}
