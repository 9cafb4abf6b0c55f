package dev.darkroom.activities.keys;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Seals secrets for storage (AES-256-GCM), and opens what it sealed. */
public final class Seal {

    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final String CIPHER = "AES/GCM/NoPadding";

    private final List<byte[]> keys;
    private final SecureRandom random = new SecureRandom();

    Seal(List<byte[]> keys) {
        this.keys = keys;
    }

    /** Text for a column: URL-safe base64 of a nonce and the sealed bytes. */
    public String seal(String secret) {
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, keys.getFirst(), nonce)
                    .doFinal(secret.getBytes(StandardCharsets.UTF_8));
            byte[] both = ByteBuffer.allocate(nonce.length + sealed.length)
                    .put(nonce)
                    .put(sealed)
                    .array();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(both);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * The secret.
     *
     * @throws IllegalArgumentException where none of the master keys sealed it
     */
    public String open(String text) {
        byte[] both = Base64.getUrlDecoder().decode(text);
        for (byte[] key : keys) {
            try {
                byte[] secret = cipher(Cipher.DECRYPT_MODE, key, Arrays.copyOf(both, NONCE_BYTES))
                        .doFinal(both, NONCE_BYTES, both.length - NONCE_BYTES);
                return new String(secret, StandardCharsets.UTF_8);
            } catch (AEADBadTagException e) {
                // Sealed with another of the keys.
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
        throw new IllegalArgumentException("sealed with none of the master keys");
    }

    private static Cipher cipher(int mode, byte[] key, byte[] nonce) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }
}
