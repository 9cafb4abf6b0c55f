package dev.darkroom.api.surface.apiframe;

import io.micronaut.context.ApplicationContext;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The surface without a server, a database or Temporal. */
final class ApiframeBeans implements AutoCloseable {

    private final ApplicationContext context = ApplicationContext.builder()
            .properties(Map.of(
                    "darkroom.role", "api",
                    "darkroom.sandbox", "on",
                    "darkroom.public-url", "https://images.example.com",
                    "darkroom.master.keys", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="))
            .banner(false)
            .start();

    <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    /** A body as the server writes it, but for the end of each file URL, which no two have alike. */
    String json(Object body) {
        try {
            return context.getBean(JsonMapper.class)
                    .writeValueAsString(body)
                    .replaceAll("expires=\\d+&signature=[\\w-]+", "expires=0&signature=x");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
