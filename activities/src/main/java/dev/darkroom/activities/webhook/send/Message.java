package dev.darkroom.activities.webhook.send;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What one attempt sends, and where to. Its text tells neither the URL nor the secrets nor the body.
 *
 * @param url as its owner gave it; whether it may be called is for the attempt to find out
 * @param id of the event, the same at every attempt, so that receivers can drop repeats
 * @param secrets that sign it, one or, during a rotation, two, each {@code whsec_} and base64
 * @param headers the surface's own, which begin with {@code X-}; all others are the sender's
 * @param body JSON in UTF-8; shared, not copied
 */
@SuppressWarnings("ArrayRecordComponent") // nobody compares messages
public record Message(String url, String id, List<String> secrets, Map<String, String> headers, byte[] body) {

    private static final int SECRETS_MAX = 2;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    private static final Pattern HEADER = Pattern.compile("[Xx]-[A-Za-z0-9-]{1,62}");
    private static final Pattern VALUE = Pattern.compile("[!-~]([ -~]{0,254}[!-~])?");

    public Message {
        secrets = List.copyOf(secrets);
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an event's id has letters, digits, _ and -, at most 64");
        }
        if (secrets.isEmpty() || secrets.size() > SECRETS_MAX || !WebhookSignature.areSecrets(secrets)) {
            throw new IllegalArgumentException("a webhook is signed with one or two secrets, whsec_ and base64");
        }
        headers.forEach(Message::check);
    }

    private static void check(String name, String value) {
        if (!HEADER.matcher(name).matches() || !VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("a surface's header begins with X- and has a value in ASCII");
        }
    }

    @Override
    public String toString() {
        return "Message[id=%s, headers=%s, bytes=%d]".formatted(id, headers.keySet(), body.length);
    }
}
