package dev.darkroom.activities.keys;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;

/** Signs short texts for one purpose, and knows its own signatures. */
public final class Signer {

    private final List<byte[]> keys;

    Signer(List<byte[]> keys) {
        this.keys = keys;
    }

    /** The signature: 43 characters of the URL-safe base64 alphabet. */
    public String sign(String text) {
        return signature(keys.getFirst(), text);
    }

    /** Whether one of the keys made the signature. It takes as long for a wrong one as for a right one. */
    public boolean verify(String text, String signature) {
        byte[] given = signature.getBytes(StandardCharsets.UTF_8);
        boolean known = false;
        for (byte[] key : keys) {
            known |= MessageDigest.isEqual(signature(key, text).getBytes(StandardCharsets.UTF_8), given);
        }
        return known;
    }

    private static String signature(byte[] key, String text) {
        byte[] mac = MasterKeys.hmac(key, text.getBytes(StandardCharsets.UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac);
    }
}
