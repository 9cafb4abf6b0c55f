package dev.darkroom.infra.local.receiver;

import dev.darkroom.api.http.BadFieldException;
import dev.darkroom.api.http.JsonValue;
import dev.darkroom.api.http.StrictJson;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was posted as a secret: an answer of the API that shows one, as it came out of {@code curl}.
 *
 * @param secret that is in it; null where there is none
 * @param words for who posted it
 */
record SecretAnswer(@Nullable String secret, String words) {

    private static final int SHOWN_MAX = 500;
    private static final Pattern SECRET = Pattern.compile("whsec_[A-Za-z0-9+/=_-]+");

    static SecretAnswer of(byte[] body) {
        JsonValue json = json(body);
        JsonValue found = json.field("secret") instanceof JsonValue.Str secret ? secret : json.field("webhook_secret");
        if (found instanceof JsonValue.Str secret && Secrets.isSecret(secret.value())) {
            String whose = json.field("id") instanceof JsonValue.Str id
                    ? " of " + Line.printable(Content.cut(id.value(), SHOWN_MAX))
                    : "";
            return new SecretAnswer(
                    secret.value(), "the secret%s is kept; what it signs is verified from now on".formatted(whose));
        }
        // Whoever pipes an answer in here sees only ours: where it is an error, it has to be in it.
        String came = Line.printable(Content.cut(
                SECRET.matcher(new String(body, StandardCharsets.UTF_8)).replaceAll("whsec_..."), SHOWN_MAX));
        return new SecretAnswer(
                null, "no field \"secret\" or \"webhook_secret\" with whsec_... is in what came: " + came);
    }

    private static JsonValue json(byte[] body) {
        try {
            return StrictJson.read(body);
        } catch (BadFieldException e) {
            return new JsonValue.Null();
        }
    }
}
