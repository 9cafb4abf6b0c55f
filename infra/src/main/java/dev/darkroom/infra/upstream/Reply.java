package dev.darkroom.infra.upstream;

import dev.darkroom.api.http.JsonFields;
import dev.darkroom.api.http.JsonText;
import dev.darkroom.api.http.JsonValue;
import java.util.List;

/** What is answered, where nothing goes wrong on the way. */
record Reply(int status, JsonValue body) {

    static Reply of(int status, JsonFields body) {
        return new Reply(status, body.json());
    }

    /** {@code {"detail": "..."}}. */
    static Reply detail(int status, String text) {
        return of(status, JsonFields.of("detail", text));
    }

    /** A prompt that does not do, as frameworks write it that check each field. */
    static Reply field(String type, String message) {
        JsonFields detail = JsonFields.of("loc", List.of("body", "prompt"))
                .with("msg", message)
                .with("type", type);
        return of(422, JsonFields.of("detail", List.of(detail)));
    }

    /** The same words under another status. */
    Reply as(int status) {
        return new Reply(status, body);
    }

    String text() {
        return JsonText.asRead(body);
    }
}
