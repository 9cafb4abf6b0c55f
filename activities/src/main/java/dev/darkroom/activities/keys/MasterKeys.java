package dev.darkroom.activities.keys;

import dev.darkroom.activities.config.InvalidSettingException;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keys of which all others are made. What is signed or sealed for one purpose is worth nothing for another. The
 * first master key signs and seals; every one verifies and opens, so that keys can be changed without a stop.
 */
@Singleton
public final class MasterKeys {

    private static final int KEY_BYTES = 32;
    private static final String HMAC = "HmacSHA256";

    private final List<byte[]> masters;

    public MasterKeys(KeysConfig config) {
        masters = parse(config.keys());
    }

    /** A signer for one purpose. */
    public Signer signer(String purpose) {
        return new Signer(derived("sign:" + purpose));
    }

    /** A seal for secrets at rest, for one purpose. */
    public Seal seal(String purpose) {
        return new Seal(derived("seal:" + purpose));
    }

    static byte[] hmac(byte[] key, byte[] message) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return mac.doFinal(message);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<byte[]> derived(String purpose) {
        byte[] label = ("darkroom:" + purpose).getBytes(StandardCharsets.UTF_8);
        return masters.stream().map(master -> hmac(master, label)).toList();
    }

    private static List<byte[]> parse(String text) {
        List<byte[]> keys = new ArrayList<>();
        for (String part : text.split(",")) {
            byte[] key = decode(part.trim());
            if (key.length != KEY_BYTES) {
                throw new InvalidSettingException(
                        "DARKROOM_MASTER_KEYS", "one or more keys of 32 bytes in base64, separated by commas");
            }
            keys.add(key);
        }
        return List.copyOf(keys);
    }

    private static byte[] decode(String part) {
        try {
            return Base64.getDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }
}
