package dev.darkroom.api.surface.stratizon.artifacts;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.core.ArtifactView;
import dev.darkroom.api.testing.Golden;
import dev.darkroom.api.testing.TestApi;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** How stored images look. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ArtifactRepliesTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05.006Z");
    private static final Instant END = Instant.parse("2026-02-01T03:04:05.006Z");
    private static final String TENANT = "0197a3c4-0000-7000-8000-000000000001";
    private static final String JOB = "0197a3c4-5d6e-7f80-8a9b-0c1d2e3f4a5b";
    private static final String GIVEN = "5f0c7d5a-1b2c-8d3e-9f4a-5b6c7d8e9f00";
    private static final String MADE = "9e3779b9-7f4a-8c15-9d6e-0c1d2e3f4a5b";

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(
            TestDatabase.create().config(), temporal, Map.of("darkroom.public-url", "https://darkroom.example"));

    ArtifactRepliesTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @Test
    void an_image_that_a_task_made() throws IOException {
        String key = "t/%s/j/%s/0.png".formatted(TENANT, JOB);
        check(
                "artifact",
                new ArtifactView(
                        MADE,
                        "image",
                        "image/png",
                        48_213,
                        1024,
                        768,
                        "ab".repeat(32),
                        AT,
                        END,
                        JOB,
                        List.of(GIVEN),
                        List.of(),
                        List.of(new ArtifactView.Node(MADE, JOB, "image"), new ArtifactView.Node(GIVEN, null, "input")),
                        List.of(new ArtifactView.Edge(GIVEN, MADE)),
                        key,
                        "t/%s/s/j/%s/0-png.png".formatted(TENANT, JOB)));
    }

    @Test
    void an_image_that_was_given() throws IOException {
        check(
                "artifact-given",
                new ArtifactView(
                        GIVEN,
                        "input",
                        "image/jpeg",
                        31_000,
                        640,
                        480,
                        "cd".repeat(32),
                        AT,
                        END,
                        null,
                        List.of(),
                        List.of(),
                        List.of(new ArtifactView.Node(GIVEN, null, "input")),
                        List.of(),
                        "t/%s/u/%s.jpg".formatted(TENANT, GIVEN),
                        null));
    }

    private void check(String name, ArtifactView view) throws IOException {
        String json = api.get(JsonMapper.class)
                .writeValueAsString(api.get(ArtifactMapping.class).reply(view));
        Golden.check("stratizon/" + name, json.replaceAll("expires=\\d+&signature=[\\w-]+", "expires=0&signature=x"));
    }
}
