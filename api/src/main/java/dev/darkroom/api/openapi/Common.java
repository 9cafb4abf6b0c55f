package dev.darkroom.api.openapi;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.RequestIds;
import java.util.ArrayList;
import java.util.List;

/** What every surface's document says alike. */
final class Common {

    /** Either style of a key. */
    static final JsonValue SECURITY = new JsonValue.Arr(List.of(needs("bearer"), needs("apiKey")));

    /** Where a key is sent. */
    static final JsonValue SCHEMES = JsonEdit.object(
            "bearer",
            JsonEdit.object("type", "http", "scheme", "bearer", "description", "An API key, `sk-dr-…`."),
            "apiKey",
            JsonEdit.object("type", "apiKey", "in", "header", "name", "X-API-Key", "description", "The same key."));

    private static final JsonValue TEXT = JsonEdit.object("type", "string");
    private static final JsonValue NUMBER = JsonEdit.object("type", "integer");
    private static final JsonValue DRY_RUN =
            parameter("dry_run", "query", "Only the price: everything is checked, nothing is made.", "boolean");
    private static final JsonValue IDEMPOTENCY_KEY = JsonEdit.with(
            parameter(
                    "Idempotency-Key",
                    "header",
                    "1 to 255 printable ASCII characters. A repeat with the same key is the same job, charged once.",
                    "string"),
            "schema",
            JsonEdit.object("type", "string", "pattern", "^[\\x21-\\x7e]([\\x20-\\x7e]{0,253}[\\x21-\\x7e])?$"));

    private Common() {}

    /** The parameters of an operation, and those that every request which spends can have. */
    static JsonValue.Arr parameters(List<JsonValue> own, boolean spending) {
        List<JsonValue> all = new ArrayList<>(own);
        if (spending) {
            all.add(DRY_RUN);
            all.add(IDEMPOTENCY_KEY);
        }
        return new JsonValue.Arr(all);
    }

    /** A response with the headers that all of them have. */
    static JsonValue withHeaders(JsonValue response) {
        JsonValue.Obj object = (JsonValue.Obj) response;
        JsonValue headers = object.fields().getOrDefault("headers", JsonEdit.object());
        JsonValue.Obj all = JsonEdit.object(
                RequestIds.HEADER,
                header("The id of the request.", TEXT),
                "X-RateLimit-Limit",
                header("How many requests of this kind the key may send in a burst.", NUMBER),
                "X-RateLimit-Remaining",
                header("How many of them are left.", NUMBER),
                "X-RateLimit-Reset",
                header("Seconds until all of them are there again.", NUMBER));
        for (var own : headers.fieldsOrNone().entrySet()) {
            all = JsonEdit.with(all, own.getKey(), own.getValue());
        }
        return JsonEdit.with(object, "headers", all);
    }

    private static JsonValue header(String description, JsonValue schema) {
        return JsonEdit.object("description", description, "schema", schema);
    }

    private static JsonValue needs(String scheme) {
        return JsonEdit.object(scheme, new JsonValue.Arr(List.of()));
    }

    private static JsonValue.Obj parameter(String name, String in, String description, String type) {
        return JsonEdit.object(
                "name", name, "in", in, "description", description, "schema", JsonEdit.object("type", type));
    }
}
