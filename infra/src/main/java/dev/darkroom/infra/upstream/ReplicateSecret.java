package dev.darkroom.infra.upstream;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

/** What Replicate's webhooks are signed with; the same for every simulator. */
final class ReplicateSecret {

    private final String key = Webhook.SECRET_PREFIX
            + Base64.getEncoder().encodeToString("a simulated signing secret".getBytes(StandardCharsets.UTF_8));

    String key() {
        return key;
    }

    /** The headers of a webhook. */
    Map<String, String> sign(String body) {
        String id = "msg_" + UUID.randomUUID();
        long now = Instant.now().getEpochSecond();
        try {
            String signature = new Webhook(key).sign(id, now, body);
            return Map.of("webhook-id", id, "webhook-timestamp", Long.toString(now), "webhook-signature", signature);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException(e);
        }
    }
}
