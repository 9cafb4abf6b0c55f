package dev.darkroom.infra.local.receiver;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The three headers of Standard Webhooks as they came; an empty text where one did not.
 *
 * @param id of the event, the same on every attempt
 * @param timestamp of the attempt, in seconds since 1970
 * @param values the signatures, with a blank between them
 */
record Signature(String id, String timestamp, String values) {

    private static final String ID = "webhook-id";
    private static final String TIMESTAMP = "webhook-timestamp";
    private static final String VALUES = "webhook-signature";
    // As in the library that verifies.
    private static final Duration TOLERANCE = Duration.ofMinutes(5);

    /** Takes the headers, whatever the case of their names. */
    static Signature of(Map<String, List<String>> headers) {
        return new Signature(first(headers, ID), first(headers, TIMESTAMP), first(headers, VALUES));
    }

    /** Whether one of the secrets has signed exactly these bytes, else why that cannot be said. */
    Verdict verdict(byte[] body, List<Webhook> secrets, Instant now) {
        if (id.isEmpty() || timestamp.isEmpty() || values.isEmpty()) {
            return Verdict.NO_HEADERS;
        }
        if (secrets.isEmpty()) {
            return Verdict.NO_SECRET;
        }
        String text = new String(body, StandardCharsets.UTF_8);
        if (!Arrays.equals(text.getBytes(StandardCharsets.UTF_8), body)) {
            return Verdict.NOT_TEXT;
        }
        return secrets.stream().anyMatch(secret -> verifies(secret, text)) ? Verdict.VERIFIED : refusal(now);
    }

    private boolean verifies(Webhook secret, String text) {
        try {
            secret.verify(text, Map.of(ID, List.of(id), TIMESTAMP, List.of(timestamp), VALUES, List.of(values)));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        }
    }

    /** The library says only that it does not verify. */
    private Verdict refusal(Instant now) {
        Long seconds = seconds();
        if (seconds == null) {
            return Verdict.BAD_TIMESTAMP;
        }
        if (seconds < now.minus(TOLERANCE).getEpochSecond()) {
            return Verdict.TOO_OLD;
        }
        return seconds > now.plus(TOLERANCE).getEpochSecond() ? Verdict.TOO_NEW : Verdict.WRONG_SIGNATURE;
    }

    /** The time of the attempt in seconds since 1970; null where what came is no number. */
    @Nullable
    Long seconds() {
        try {
            return Long.valueOf(timestamp);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static String first(Map<String, List<String>> headers, String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .flatMap(header -> header.getValue().stream())
                .findFirst()
                .orElse("");
    }
}
