package dev.darkroom.activities.webhook.send;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Messages for tests, and the secrets that sign them. */
final class TestMessage {

    static final String ID = "evt_0123456789abcdef0123456789abcdef";
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    static final String OTHER_SECRET = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    static final String BODY = "{\"event\":\"task.succeeded\",\"id\":\"" + ID + "\",\"name\":\"Grüße\"}";

    private TestMessage() {}

    static Message to(String url) {
        return to(url, List.of(SECRET));
    }

    static Message to(String url, List<String> secrets) {
        return new Message(
                url, ID, secrets, Map.of("X-Webhook-Event", "task.succeeded"), BODY.getBytes(StandardCharsets.UTF_8));
    }
}
