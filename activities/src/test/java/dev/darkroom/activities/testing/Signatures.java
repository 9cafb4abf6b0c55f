package dev.darkroom.activities.testing;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;

/** What receivers do with what they are sent, by the library of the standard. */
public final class Signatures {

    private Signatures() {}

    /** Whether a secret has signed it, a moment ago. */
    public static boolean isSignedBy(String secret, Map<String, List<String>> headers, String body) {
        try {
            new Webhook(secret).verify(body, HttpHeaders.of(headers, (name, value) -> true));
            return true;
        } catch (WebhookVerificationException e) {
            return false;
        } catch (EmptyWebhookSecretException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
