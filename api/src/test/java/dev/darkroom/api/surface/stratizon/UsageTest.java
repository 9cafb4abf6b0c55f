package dev.darkroom.api.surface.stratizon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.admin.Tenants;
import dev.darkroom.api.core.Scope;
import dev.darkroom.api.security.ApiKeys;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a tenant has had made, by model, day and key. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UsageTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());
    private final Tenants.Added tenant = api.added(MicroUsd.ofUsd(10));

    UsageTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void jobs_are_added_up_by_what_is_asked_for() {
        ApiKeys.Made second = api.get(ApiKeys.class).create(tenant.id(), Scope.ofTenants());
        end(tenant.key(), "{\"prompt\": \"a {sandbox: deliver=1}\", \"n\": 3}");
        String old = end(second.secret(), "{\"prompt\": \"b\", \"n\": 2}");
        api.generate(api.tenant(MicroUsd.ofUsd(1)), "{\"prompt\": \"of another tenant\"}");
        database.execute("UPDATE job SET created_at = '2026-01-31 23:59:59.999' WHERE id = '%s'".formatted(old));
        assertEquals(
                "{\"usage\":[{\"model\":\"gpt-image-2\",\"jobs\":2,\"images\":3,\"charged_credits\":250.0000,"
                        + "\"refunded_credits\":100.0000}]}",
                usage("").text());
        assertEquals(usage("").text(), usage("?group_by=model").text());
        Reply days = usage("?group_by=day");
        assertEquals("[2]", days.at("usage"));
        assertEquals("150.0000", days.at("usage.0.charged_credits"), "the newest day comes first");
        assertEquals("2026-01-31", days.at("usage.1.day"));
        assertEquals("2", days.at("usage.1.images"));
        Reply keys = usage("?group_by=key");
        assertEquals("[2]", keys.at("usage"));
        int at = keys.at("usage.0.key").equals(second.prefix()) ? 0 : 1;
        assertEquals(second.prefix(), keys.at("usage.%d.key".formatted(at)));
        assertEquals("100.0000", keys.at("usage.%d.charged_credits".formatted(at)));
        assertEquals("0.0000", keys.at("usage.%d.refunded_credits".formatted(at)));
        assertEquals(
                "2026-01-31",
                usage("?group_by=day&since=2026-01-31T00:00:00Z&until=2026-02-01T00:00:00Z")
                        .at("usage.0.day"));
        assertEquals("[1]", usage("?group_by=day&since=2026-02-01T00:00:00Z").at("usage"));
        assertEquals("[0]", usage("?until=2026-01-31T23:59:59.999Z").at("usage"));
    }

    @ParameterizedTest
    @CsvSource({
        "group_by=tenant, group_by",
        "group_by=Day,    group_by",
        "since=today,     since",
        "limit=1,         limit"
    })
    void a_wrong_query_is_named(String query, String param) {
        Reply refused = usage("?" + query);
        assertEquals(400, refused.status());
        assertEquals(param, refused.at("error.param"));
    }

    @Test
    void it_takes_the_scope_of_bills() {
        String key = api.get(ApiKeys.class)
                .create(tenant.id(), List.of(Scope.IMAGES_READ))
                .secret();
        assertEquals(403, api.get(key, "/v1/usage").status());
    }

    /** The id of the job, once it has ended. */
    private String end(String key, String body) {
        Reply accepted = api.generate(key, body);
        api.ended(key, accepted.at("task_id"));
        return accepted.header("X-Job-Id").orElseThrow();
    }

    private Reply usage(String query) {
        return api.get(tenant.key(), "/v1/usage" + query);
    }
}
