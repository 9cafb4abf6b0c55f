package dev.darkroom.activities.provider.fal;

import dev.darkroom.activities.testing.ScriptedWeb;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Fal's provider as the product makes it, before a server that answers what a test wrote. */
final class FalWorld implements AutoCloseable {

    static final String SUBMIT = "/fal-ai/flux-2";
    static final String WORK = "/fal-ai/flux-2/requests/r1";

    private final ScriptedWeb web;
    private final ApplicationContext context;

    FalWorld() throws IOException {
        this(true);
    }

    /** @param allowLocal whether URLs that come from outside may lead to this machine */
    FalWorld(boolean allowLocal) throws IOException {
        web = new ScriptedWeb();
        context = ApplicationContext.run(Map.of(
                "darkroom.fal.key", "k",
                "darkroom.fal.url", web.url(""),
                "darkroom.fal.submit-timeout", "1s",
                "darkroom.fal.call-timeout", "1s",
                "darkroom.network.allow-http", "true",
                "darkroom.network.allow-local", allowLocal));
    }

    FalProvider provider() {
        return context.getBean(FalProvider.class);
    }

    ScriptedWeb web() {
        return web;
    }

    /** Has a path answer that status with that body. */
    FalWorld answers(String path, String status, String body) {
        return answers(path, status, "", body);
    }

    /**
     * Has a path answer that status with those headers and that body.
     *
     * @param headers separated by {@code |}
     */
    FalWorld answers(String path, String status, String headers, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String more = headers.isEmpty() ? "" : "\r\n" + headers.replace("|", "\r\n");
        web.on(path, "HTTP/1.1 %s X\r\nContent-Length: %d%s".formatted(status, bytes.length, more), bytes);
        return this;
    }

    /** Has the work be finished, with that result. */
    FalWorld finished(String status, String body) {
        return answers(WORK + "/status", "200", "{\"status\":\"COMPLETED\"}").answers(WORK, status, body);
    }

    @Override
    public void close() throws IOException {
        context.close();
        web.close();
    }
}
