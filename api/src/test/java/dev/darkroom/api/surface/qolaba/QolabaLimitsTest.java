package dev.darkroom.api.surface.qolaba;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.admin.switches.SwitchTable;
import dev.darkroom.api.admin.tier.Tier;
import dev.darkroom.api.admin.tier.Tiers;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.security.KeyTerms;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators and the policy forbid, as this surface says it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QolabaLimitsTest {

    private static final String PATH = "/api/v1/images/generate";
    private static final String BODY = "{\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"x\", \"celery\": true}";

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(database.config(), temporal, Map.of());

    QolabaLimitsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"a lake by Greg Rutkowski\"",
                "\"model\": \"fal/flux-1.1-pro\", \"prompt\": \"a lake\", \"negative_prompt\": \"Greg Rutkowski\"",
                "\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"a lake\", \"reference_images\":"
                        + " [{\"url\": \"https://example.com/a\", \"description\": \"in the style of Greg Rutkowski\"}]"
            })
    void every_text_that_reaches_a_model_is_moderated(String fields) {
        String key = api.tenant(MicroUsd.ofUsd(1));
        for (String query : new String[] {"", "?dry_run=true"}) {
            Reply refused = api.post(key, PATH + query, "{" + fields + "}");
            assertEquals(400, refused.status(), refused::text);
            assertEquals(
                    "{\"error\":\"Bad Request\",\"message\":\"The prompt is blocked by the acceptable-use policy:"
                            + " the style of a living artist.\"}",
                    refused.text());
        }
        assertNothingLeft(key);
    }

    @Test
    void requests_that_come_too_often() {
        String key = tenant("often", 5, null);
        Reply refused = Stream.generate(() -> api.post(key, PATH, "{"))
                .limit(50)
                .filter(reply -> reply.status() == 429)
                .findFirst()
                .orElseThrow();
        assertEquals(
                "{\"error\":\"Rate Limited\",\"message\":\"Too many requests.\",\"retryAfter\":1}", refused.text());
        assertEquals("1", refused.header("Retry-After").orElseThrow());
        assertEquals("5", refused.header("X-RateLimit-Limit").orElseThrow());
    }

    @Test
    void a_day_whose_images_are_used_up() {
        String key = tenant("daily", 100, 1);
        Reply refused = api.post(key, PATH, BODY.replace("\"celery\"", "\"num_images\": 2, \"celery\""));
        assertEquals(429, refused.status(), refused::text);
        assertEquals("Rate Limited", refused.at("error"));
        assertEquals("The images of this day are used up.", refused.at("message"));
        assertEquals(refused.header("Retry-After").orElseThrow(), refused.at("retryAfter"));
        assertNothingLeft(key);
    }

    @Test
    void a_key_that_has_spent_its_month() {
        String key = key(Set.of(), new MicroUsd(29_999));
        Reply refused = api.post(key, PATH, BODY);
        assertEquals(402, refused.status(), refused::text);
        assertEquals(
                "{\"error\":\"Payment Required\",\"message\":\"The key has spent what it may in this month.\","
                        + "\"required_credits\":6}",
                refused.text());
        assertNothingLeft(key);
    }

    @Test
    void a_key_that_is_for_another_model() {
        String key = key(Set.of("gpt-image-2"), null);
        Reply refused = api.post(key, PATH, BODY);
        assertEquals(403, refused.status(), refused::text);
        assertEquals("{\"error\":\"Forbidden\",\"message\":\"This key is not for that `model`.\"}", refused.text());
        assertNothingLeft(key);
    }

    @Test
    void a_model_that_is_switched_off() {
        String key = api.tenant(MicroUsd.ofUsd(1));
        SwitchTable switches = api.get(SwitchTable.class);
        switches.off(QolabaMapping.SURFACE, "imagen-4", "away");
        try {
            Reply refused = api.post(key, PATH, BODY.replace("nano-banana-flash", "imagen-4"));
            assertEquals(503, refused.status(), refused::text);
            assertEquals(
                    "{\"error\":\"Service Unavailable\",\"message\":\"`model` is switched off here.\"}",
                    refused.text());
            assertNothingLeft(key);
        } finally {
            assertTrue(switches.on(QolabaMapping.SURFACE, "imagen-4"));
        }
    }

    private String tenant(String tier, int postBurst, @Nullable Integer dailyImages) {
        api.get(Tiers.class).put(new Tier(tier, 10, 1000, dailyImages, postBurst, 1, 1000, 100));
        return api.get(Tenants.class)
                .add("qolaba-" + tier, tier, MicroUsd.ofUsd(1))
                .key();
    }

    private String key(Set<String> models, @Nullable MicroUsd monthLimit) {
        Tenants.Added tenant = api.added(MicroUsd.ofUsd(1));
        return api.get(ApiKeys.class)
                .create(tenant.id(), new KeyTerms(null, Scope.ofTenants(), models, monthLimit))
                .secret();
    }

    private void assertNothingLeft(String key) {
        assertEquals("[0]", api.get(key, "/v1/tasks").at("tasks"));
        assertEquals("1000000", api.get(key, "/v1/wallet").at("balance_micro_usd"));
    }
}
