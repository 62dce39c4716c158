package org.authfilter.internal.common;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The key derivation function HKDF with HMAC-SHA-256 (RFC 5869). Thread-safe. */
public final class Hkdf {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 32;
    private static final int MOST_BLOCKS = 255;

    private Hkdf() {}

    /**
     * Derives {@code length} bytes: first extract, then expand (RFC 5869, section 2).
     *
     * @param keyMaterial the secret; it must not be guessable
     * @param salt not secret; may be empty
     * @param info the purpose; keys of different purposes tell nothing about each other
     * @throws IllegalArgumentException if {@code length} is not between 1 and 255 · 32
     */
    public static byte[] derive(byte[] keyMaterial, byte[] salt, byte[] info, int length) {
        if (length < 1 || length > MOST_BLOCKS * HASH_BYTES) {
            throw new IllegalArgumentException("HKDF can't derive " + length + " bytes");
        }
        Mac expand = mac(mac(salt.length == 0 ? new byte[HASH_BYTES] : salt).doFinal(keyMaterial));
        byte[] derived = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, counter = 1; done < length; done += HASH_BYTES, counter++) {
            expand.update(block);
            expand.update(info);
            expand.update((byte) counter);
            block = expand.doFinal();
            System.arraycopy(block, 0, derived, done, Math.min(HASH_BYTES, length - done));
        }
        return derived;
    }

    private static Mac mac(byte[] key) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            return mac;
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("this Java platform lacks " + ALGORITHM, missing);
        }
    }
}
