package dev.darkroom.activities.webhook.send;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The three headers of Standard Webhooks, made by that project's own library. */
final class WebhookSignature {

    private WebhookSignature() {}

    /**
     * The headers that sign a message.
     *
     * @param at the moment of the attempt; receivers refuse old ones
     */
    static Map<String, String> headers(Message message, Instant at) {
        String body = new String(message.body(), StandardCharsets.UTF_8);
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(Webhook.UNBRANDED_MSG_ID_KEY, message.id());
        headers.put(Webhook.UNBRANDED_MSG_TIMESTAMP_KEY, String.valueOf(at.getEpochSecond()));
        headers.put(
                Webhook.UNBRANDED_MSG_SIGNATURE_KEY,
                message.secrets().stream()
                        .map(secret -> sign(secret, message.id(), at, body))
                        .collect(Collectors.joining(" ")));
        return headers;
    }

    /** Whether each can sign. */
    static boolean areSecrets(List<String> secrets) {
        return secrets.stream().allMatch(WebhookSignature::isSecret);
    }

    private static boolean isSecret(String secret) {
        try {
            return secret.startsWith(Webhook.SECRET_PREFIX) && signer(secret) != null;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String sign(String secret, String id, Instant at, String body) {
        try {
            return signer(secret).sign(id, at.getEpochSecond(), body);
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("every JVM has HMAC with SHA-256", e);
        }
    }

    private static Webhook signer(String secret) {
        try {
            return new Webhook(secret);
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException("an empty secret", e);
        }
    }
}
