package org.authfilter.internal.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.authfilter.internal.common.AesGcm;

/**
 * Encrypts texts for the values of cookies. The browser can neither read nor change them, nor use them in another place.
 * Thread-safe.
 */
public final class CookieCipher {

    private final SecretKey key;

    /** Takes the 32 bytes of a key for AES-256. */
    public CookieCipher(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /**
     * Encrypts {@code text}.
     *
     * @param place where the text may be used; {@link #decrypt} needs the same
     * @return base64url without padding
     */
    public String encrypt(String text, String place) {
        byte[] encrypted = AesGcm.encrypt(key, text.getBytes(UTF_8), place.getBytes(UTF_8));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(encrypted);
    }

    /** Decrypts a result of {@link #encrypt}; empty if it is of another key or place, or was changed. */
    public Optional<String> decrypt(String encrypted, String place) {
        try {
            return AesGcm.decrypt(key, Base64.getUrlDecoder().decode(encrypted), place.getBytes(UTF_8))
                    .map(text -> new String(text, UTF_8));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    /** Without the key. */
    @Override
    public String toString() {
        return "CookieCipher";
    }
}
