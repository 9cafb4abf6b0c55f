package dev.darkroom.api.surface.stratizon.webhooks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.darkroom.activities.testing.TestDatabase;
import dev.darkroom.activities.testing.TestTemporalServer;
import dev.darkroom.api.testing.Reply;
import dev.darkroom.api.testing.TestApi;
import dev.darkroom.workflows.domain.money.MicroUsd;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which URLs no endpoint has, as an installation is by default. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EndpointUrlsTest {

    private static final String ENDPOINTS = "/v1/webhook-endpoints";

    private final TestTemporalServer temporal = new TestTemporalServer();
    private final TestApi api = TestApi.serve(TestDatabase.create().config(), temporal, Map.of());
    private final String key = api.tenant(MicroUsd.ofUsd(1));

    EndpointUrlsTest() throws IOException {}

    @AfterAll
    void close() {
        api.close();
        temporal.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "https://127.0.0.1/",
                "https://localhost/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://[::1]/",
                "https://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/",
                "https://metadata.google.internal/",
                "https://example.com:6379/",
                "https://user:pw@example.com/",
                "https://example.com/#x",
                "//example.com/"
            })
    void a_url_inside_the_network_is_refused(String url) {
        String body = "{\"url\": \"%s\"}".formatted(url);
        Reply added = api.post(key, ENDPOINTS, body);
        assertEquals(400, added.status(), added::text);
        assertEquals("url", added.at("error.param"));
        Reply changed = api.send(api.request(ENDPOINTS + "/whe_0197a3c400007000800000000000000e")
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .method("PATCH", BodyPublishers.ofString(body)));
        assertEquals(400, changed.status(), changed::text);
        assertEquals("url", changed.at("error.param"));
    }
}
