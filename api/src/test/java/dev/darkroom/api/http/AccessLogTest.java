package dev.darkroom.api.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.slf4j.LoggerFactory;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AccessLogTest {

    private final TestDatabase database = TestDatabase.create();
    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.start(database, temporal, Map.of());

    AccessLogTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void a_request_is_one_line_without_its_texts() {
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("access");
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
        String key = api.tenant(MicroUsd.ofUsd(1));
        Reply reply = api.generate(key, "{\"prompt\": \"a canary on a lake\"}");
        api.get(key, "/v1/tasks/" + key + "?cursor=canary");
        logger.detachAppender(lines);
        assertEquals(2, lines.list.size());
        Map<String, JsonValue> post = line(lines.list.get(0));
        assertEquals(new JsonValue.Str("POST"), post.get("method"));
        assertEquals(new JsonValue.Str("/v1/images/generations"), post.get("path"));
        assertEquals(new JsonValue.Num("202"), post.get("status"));
        assertEquals(new JsonValue.Str(reply.header("X-Request-Id").orElseThrow()), post.get("request_id"));
        assertEquals(new JsonValue.Str(reply.header("X-Job-Id").orElseThrow()), post.get("job"));
        assertEquals(
                new JsonValue.Str("/v1/tasks/sk-…"), line(lines.list.get(1)).get("path"));
        for (ILoggingEvent line : lines.list) {
            assertFalse(line.getFormattedMessage().contains("canary"));
            assertFalse(line.getFormattedMessage().contains(key));
        }
    }

    private static Map<String, JsonValue> line(ILoggingEvent event) {
        return StrictJson.read(event.getFormattedMessage().getBytes(StandardCharsets.UTF_8))
                .fieldsOrNone();
    }
}
