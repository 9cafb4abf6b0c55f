package dev.darkroom.api.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.darkroom.activities.testing.DatabaseLink;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HealthTest {

    @Test
    void says_what_is_there_and_what_is_not() throws IOException {
        TestDatabase database = TestDatabase.create();
        try (TestTemporalServer temporal = new TestTemporalServer();
                DatabaseLink link = new DatabaseLink(database.config());
                TestApi api = TestApi.serve(link.config(), temporal, Map.of("darkroom.role", "api"))) {
            assertEquals(200, api.health("live").status());
            Reply metrics =
                    api.send(api.request(api.managementUrl() + "/metrics").GET());
            assertEquals(200, metrics.status());
            assertTrue(metrics.text().contains("darkroom_repairs_total{kind=\"job_settled\"} 0.0"), metrics.text());
            assertEquals(
                    "{\"database\":\"up\",\"schema\":\"up\",\"status\":\"up\"}",
                    api.health("ready").text());
            link.cut();
            assertEquals(503, api.health("ready").status());
            assertEquals("down", api.health("ready").at("database"));
            assertEquals(200, api.health("live").status());
            link.mend();
            for (int i = 0; i < 50 && api.health("ready").status() != 200; i++) {
                TestApi.pause(Duration.ofMillis(100));
            }
            assertEquals(200, api.health("ready").status());
        }
    }

    @Test
    void a_worker_is_ready_when_it_polls_and_a_schema_when_it_is_migrated() throws IOException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                TestApi worker = TestApi.serve(TestDatabase.empty().config(), temporal, Map.of())) {
            Reply ready = worker.health("ready");
            assertEquals(503, ready.status());
            assertEquals("waiting for Temporal", ready.at("worker"));
            assertEquals("behind: run the command migrate", ready.at("schema"));
        }
    }

    @Test
    void it_is_not_on_the_port_of_the_api() throws IOException {
        try (TestTemporalServer temporal = new TestTemporalServer();
                TestApi api = TestApi.serve(TestDatabase.empty().config(), temporal, Map.of())) {
            assertEquals(404, api.send(api.request("/health/live").GET()).status());
        }
    }
}
