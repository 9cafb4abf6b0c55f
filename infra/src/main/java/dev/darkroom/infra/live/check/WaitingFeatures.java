package dev.darkroom.infra.live.check;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import dev.darkroom.infra.live.world.Answer;
import dev.darkroom.infra.live.world.Json;
import dev.darkroom.infra.live.world.MissException;
import dev.darkroom.infra.live.world.Product;
import dev.darkroom.infra.live.world.Tenant;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the source documents show and is not there yet: each is refused today as it says in {@code waiting.json}. Once
 * one of them works, this misses, so that its snippet is run from then on.
 */
public final class WaitingFeatures implements Check {

    private static final String LIST = "waiting.json";

    private final Callers callers;

    public WaitingFeatures(Callers callers) {
        this.callers = callers;
    }

    @Override
    public String claim() {
        return "what the source documents show beyond that waits for its feature, and says so to its caller";
    }

    @Override
    public String run(Product product) throws IOException {
        String api = product.stack().ready().apis().getFirst();
        Path list = product.home().resolve(SnippetShell.SNIPPETS).resolve(LIST);
        Map<String, List<String>> waiting = new LinkedHashMap<>();
        for (JsonValue feature : features(list)) {
            String what = Json.text(feature, "waits");
            Answer answer = ask(callers.paying(product), api, feature);
            MissException.unlessEqual(Json.text(feature, "status"), Integer.toString(answer.status()), what);
            String said = new String(answer.body(), StandardCharsets.UTF_8);
            MissException.unless(said.contains(Json.text(feature, "says")), what + " is refused in other words");
            waiting.computeIfAbsent(Json.text(feature, "for"), _ -> new ArrayList<>())
                    .add(what);
        }
        MissException.unless(!waiting.isEmpty(), "nothing waits: this check is not needed any more");
        return String.join(
                "; ",
                waiting.entrySet().stream()
                        .map(reason ->
                                "waits for %s: %s".formatted(reason.getKey(), String.join(", ", reason.getValue())))
                        .toList());
    }

    private static List<JsonValue> features(Path list) throws IOException {
        return StrictJson.read(Files.readAllBytes(list)) instanceof JsonValue.Arr array ? array.items() : List.of();
    }

    private static Answer ask(Tenant tenant, String api, JsonValue feature) throws IOException {
        String path = Json.text(feature, "post");
        return path.isEmpty()
                ? tenant.get(api + Json.text(feature, "get"))
                : tenant.post(api + path, JsonText.asRead(Json.at(feature, "body")));
    }
}
