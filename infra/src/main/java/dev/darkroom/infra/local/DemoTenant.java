package dev.darkroom.infra.local;

import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The tenant that a stack is tried with. It is made once; what was shown of it then is kept in the data folder.
 *
 * @param key of its API key
 * @param webhookSecret which signs what is sent to the URLs of its requests; empty where it was not written down
 */
record DemoTenant(String key, Optional<String> webhookSecret) {

    private static final String NAME = "demo";
    private static final String FILE = "demo.json";

    static DemoTenant of(DataFolder folder, Operator operator) {
        Path file = folder.path(FILE);
        try {
            if (!Files.exists(file)) {
                folder.writeSecret(FILE, made(operator));
            }
            JsonValue demo = StrictJson.read(Files.readAllBytes(file));
            return new DemoTenant(text(demo, "key").orElse(""), text(demo, "webhook_secret"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps the secrets out of sight. */
    @Override
    public String toString() {
        return "DemoTenant[]";
    }

    /** The database may have the tenant already: of a run that was killed before it wrote the key down, or of another. */
    private static String made(Operator operator) {
        try {
            return operator.run("tenant", "add", NAME, "--json");
        } catch (CannotStartException e) {
            return operator.run("key", "add", NAME, "--json");
        }
    }

    private static Optional<String> text(JsonValue object, String name) {
        return object.field(name) instanceof JsonValue.Str string ? Optional.of(string.value()) : Optional.empty();
    }
}
