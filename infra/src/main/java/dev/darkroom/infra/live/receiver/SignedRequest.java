package dev.darkroom.infra.live.receiver;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A webhook's request as Standard Webhooks 1.0 says. Made here without the libraries of that standard, so that they
 * check it.
 *
 * @param headers the three of the standard, as far as they are there
 */
public record SignedRequest(Map<String, String> headers, String body) {

    /** The event's id. */
    public static final String ID = "webhook-id";
    /** When it was sent, in seconds. */
    public static final String TIMESTAMP = "webhook-timestamp";
    /** One signature or more. */
    public static final String SIGNATURE = "webhook-signature";

    private static final String ALGORITHM = "HmacSHA256";
    private static final String SECRET_PREFIX = "whsec_";
    private static final int SECRET_BYTES = 32;
    private static final int ID_BYTES = 16;

    public SignedRequest {
        headers = Map.copyOf(headers);
    }

    /** A new secret. */
    public static String newSecret() {
        return SECRET_PREFIX + Base64.getEncoder().encodeToString(random(SECRET_BYTES));
    }

    /** A new event's id. */
    public static String newId() {
        return "evt_" + HexFormat.of().formatHex(random(ID_BYTES));
    }

    /**
     * Signs.
     *
     * @param secret as {@code whsec_} and base64
     */
    public static SignedRequest of(String secret, String id, Instant at, String body) {
        String timestamp = Long.toString(at.getEpochSecond());
        byte[] key = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length()));
        byte[] signed = hmac(key, "%s.%s.%s".formatted(id, timestamp, body));
        String signature = "v1," + Base64.getEncoder().encodeToString(signed);
        return new SignedRequest(Map.of(ID, id, TIMESTAMP, timestamp, SIGNATURE, signature), body);
    }

    /** The hex HMAC that apiframe sends beside it. */
    public static String apiframe(String apiKey, String body) {
        return HexFormat.of().formatHex(hmac(sha256Hex(apiKey).getBytes(StandardCharsets.UTF_8), body));
    }

    public String id() {
        return headers.getOrDefault(ID, "");
    }

    public String signature() {
        return headers.getOrDefault(SIGNATURE, "");
    }

    /** The same, nothing signed anew, with another header. */
    SignedRequest with(String header, String value) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.put(header, value);
        return new SignedRequest(changed, body);
    }

    SignedRequest without(String header) {
        Map<String, String> changed = new HashMap<>(headers);
        changed.remove(header);
        return new SignedRequest(changed, body);
    }

    SignedRequest withBody(String other) {
        return new SignedRequest(headers, other);
    }

    private static String sha256Hex(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new SecureRandom().nextBytes(bytes);
        return bytes;
    }
}
