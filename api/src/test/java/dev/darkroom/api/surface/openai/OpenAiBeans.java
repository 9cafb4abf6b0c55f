package dev.darkroom.api.surface.openai;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.HttpResponse;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The surface without a server, a database or Temporal. */
final class OpenAiBeans implements AutoCloseable {

    private static final List<String> HEADERS = List.of(
            "WWW-Authenticate", "Retry-After", "x-should-retry", "X-Job-Id", "X-Cost-Usd", "Idempotent-Replayed");

    private final ApplicationContext context = ApplicationContext.builder()
            .properties(Map.of(
                    "darkroom.role", "api",
                    "darkroom.sandbox", "on",
                    "darkroom.blob.folder", "target/no-blobs",
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

    /** A whole answer: its status, the headers that this surface sets, and its body. */
    String json(HttpResponse<?> response) {
        String headers = HEADERS.stream()
                .filter(response.getHeaders()::contains)
                .map(name ->
                        "\"%s\":\"%s\"".formatted(name, response.getHeaders().get(name)))
                .collect(Collectors.joining(","));
        return "{\"status\":%d,\"headers\":{%s},\"body\":%s}"
                .formatted(response.code(), headers, json(response.getBody().orElseThrow()));
    }

    @Override
    public void close() {
        context.close();
    }
}
