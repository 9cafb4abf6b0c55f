package dev.darkroom.infra.bench.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.net.httpserver.HttpServer;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LostWebhookTest {

    private final HttpServer api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    private final Sink sink = new Sink("127.0.0.1");
    private int status = 202;

    LostWebhookTest() throws IOException {
        api.createContext("/v1/images/generations", exchange -> {
            exchange.getResponseHeaders().set("X-Job-Id", "4711");
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        api.start();
    }

    @AfterEach
    void stop() throws IOException {
        api.stop(0);
        sink.close();
    }

    @Test
    void a_webhook_that_never_comes_is_a_failure() throws Exception {
        assertEquals(List.of("the webhook of job 4711 did not come within 1 s"), failures());
    }

    @Test
    void a_job_that_is_refused_is_a_failure() throws Exception {
        status = 402;
        assertEquals(List.of("refused with 402"), failures());
    }

    private List<String> failures() throws InterruptedException {
        Deliveries deliveries = new Deliveries(Duration.ofSeconds(1));
        String url = "http://127.0.0.1:%d".formatted(api.getAddress().getPort());
        deliveries.one(new Asker(url, new Tenant("id", "tenant", "key", ""), sink));
        return deliveries.failures();
    }
}
