package dev.darkroom.api.testing;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/** A refusal with its status and its headers as one JSON text, for golden files. */
public final class RenderedError {

    private RenderedError() {}

    /** Writes refusals as the server does. */
    public static final class Writer implements AutoCloseable {

        private final ApplicationContext context =
                ApplicationContext.run(Map.of("micronaut.serde.serialization.inclusion", "ALWAYS"));

        /** Status, headers and body. */
        public String json(MutableHttpResponse<?> response) throws IOException {
            LinkedHashMap<String, JsonValue> headers = new LinkedHashMap<>();
            response.getHeaders()
                    .forEach((name, values) -> headers.put(name, new JsonValue.Str(String.join(", ", values))));
            byte[] body = context.getBean(JsonMapper.class).writeValueAsBytes(Objects.requireNonNull(response.body()));
            LinkedHashMap<String, JsonValue> fields = new LinkedHashMap<>();
            fields.put("status", new JsonValue.Num(Integer.toString(response.code())));
            fields.put("headers", new JsonValue.Obj(headers));
            fields.put("body", StrictJson.read(body));
            return JsonText.asRead(new JsonValue.Obj(fields));
        }

        @Override
        public void close() {
            context.close();
        }
    }

    /** A header of such a text; empty where it has none. */
    public static String header(String json, String name) {
        JsonValue headers = StrictJson.read(json.getBytes(StandardCharsets.UTF_8))
                .fieldsOrNone()
                .getOrDefault("headers", new JsonValue.Null());
        return headers.fieldsOrNone().get(name) instanceof JsonValue.Str text ? text.value() : "";
    }
}
