package dev.darkroom.api.surface.stratizon.chains;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.core.AcceptChainReply.Priced;
import dev.darkroom.api.core.AcceptChainReply.PricedStep;
import dev.darkroom.api.core.AcceptReply;
import dev.darkroom.api.core.Catalogue;
import dev.darkroom.api.core.ChainView;
import dev.darkroom.api.core.JobView;
import dev.darkroom.api.core.Offer;
import dev.darkroom.api.surface.stratizon.tasks.TaskMapping;
import dev.darkroom.api.testing.CanonicalJobs;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.job.JobState;
import dev.darkroom.workflows.domain.money.MicroUsd;
import dev.darkroom.workflows.domain.money.PriceUnit;
import dev.darkroom.workflows.domain.money.Quote;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What chains look like in native words. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChainMappingTest {

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            TestDatabase.create().config(), temporal, Map.of("darkroom.public-url", "https://darkroom.example"));
    private final ChainMapping mapping = api.get(ChainMapping.class);

    ChainMappingTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_chain_as_it_is_accepted() throws IOException {
        check("chain-accepted", mapping.accepted(chain(JobState.PENDING, JobState.PENDING)));
    }

    @Test
    void a_chain_that_failed() throws IOException {
        check("chain-failed", mapping.current(chain(JobState.FAILED, JobState.SUCCEEDED)));
    }

    @Test
    void a_price_step_by_step() throws IOException {
        Offer offer = api.get(Catalogue.class)
                .find(TaskMapping.SURFACE, "gpt-image-2")
                .orElseThrow();
        Quote quote = new Quote("image_to_image standard", new MicroUsd(60_000), 2, PriceUnit.IMAGE);
        check(
                "chain-price",
                ChainMapping.price(new Priced(
                        new MicroUsd(120_000),
                        List.of(new PricedStep("night", new AcceptReply.Priced(offer, "sandbox", quote))))));
    }

    private static ChainView chain(JobState state, JobState first) {
        JobView job = CanonicalJobs.in(state, TaskMapping.SURFACE);
        return new ChainView(
                job,
                true,
                null,
                List.of(
                        new ChainView.Step("sketch", CanonicalJobs.in(first, TaskMapping.SURFACE), false, List.of()),
                        new ChainView.Step("night", job, false, List.of("sketch"))));
    }

    private void check(String name, Object reply) throws IOException {
        Golden.check(
                "stratizon/" + name,
                api.get(JsonMapper.class)
                        .writeValueAsString(reply)
                        .replaceAll("expires=\\d+&signature=[\\w-]+", "expires=0&signature=x"));
    }
}
