package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import java.util.List;

/** What is answered, where nothing goes wrong on the way. */
record Reply(int status, JsonValue body) {

    /** {@code {"detail": "..."}}. */
    static Reply detail(int status, String text) {
        return Fields.of("detail", text).reply(status);
    }

    /** A prompt that does not do, as frameworks write it that check each field. */
    static Reply field(String type, String message) {
        Fields detail =
                Fields.of("loc", List.of("body", "prompt")).with("msg", message).with("type", type);
        return Fields.of("detail", List.of(detail)).reply(422);
    }

    String text() {
        return JsonText.asRead(body);
    }
}
