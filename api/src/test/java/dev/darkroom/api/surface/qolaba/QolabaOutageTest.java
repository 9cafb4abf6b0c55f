package dev.darkroom.api.surface.qolaba;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.testing.DatabaseLink;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What callers are told while something is away. */
class QolabaOutageTest {

    private static final String PATH = "/api/v1/images/generate";
    private static final String BODY = "{\"model\": \"vertex/nano-banana-flash\", \"prompt\": \"x\", \"celery\": true}";

    private final TestDatabase database = TestDatabase.create();

    @Test
    void a_database_that_is_away_and_a_commit_that_is_unknown() throws IOException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                DatabaseLink link = new DatabaseLink(database.config());
                TestApi api = TestApi.serve(link.config(), temporal, Map.of("darkroom.db.timeout", "1s"))) {
            String key = api.tenant(MicroUsd.ofUsd(1));
            String id = api.post(key, PATH, BODY).at("task_id");
            link.cut();
            assertUnavailable(api.post(key, PATH, BODY));
            assertUnavailable(api.get(key, "/api/v1/tasks/" + id));
            link.mend();
            api.until(key, id, reply -> reply.status() == 200);
            link.cutAfterNextCommit();
            Reply unknown = api.post(key, PATH, BODY);
            link.mend();
            assertEquals(500, unknown.status(), unknown::text);
            assertEquals(
                    "{\"error\":\"Internal Server Error\",\"message\":\"Something went wrong on our side.\"}",
                    unknown.text());
            String job = unknown.header("X-Job-Id").orElseThrow();
            api.until(key, job, reply -> reply.status() == 200);
            assertEquals("PENDING", api.get(key, "/api/v1/tasks/" + job).at("status"));
        }
    }

    @Test
    void a_model_whose_providers_are_not_here() throws IOException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                TestApi api = TestApi.serve(database.config(), temporal, Map.of("darkroom.sandbox", "off"))) {
            Reply refused = api.post(api.tenant(MicroUsd.ofUsd(1)), PATH, BODY);
            assertEquals(503, refused.status(), refused::text);
            assertEquals(
                    "{\"error\":\"Service Unavailable\",\"message\":\"`model` is switched off here.\"}",
                    refused.text());
        }
    }

    private static void assertUnavailable(Reply refused) {
        assertEquals(503, refused.status(), refused::text);
        assertEquals(
                "{\"error\":\"Service Unavailable\"," + "\"message\":\"Darkroom cannot take requests at the moment.\"}",
                refused.text());
        assertEquals("2", refused.header("Retry-After").orElseThrow());
    }
}
