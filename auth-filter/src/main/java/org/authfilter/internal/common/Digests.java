package org.authfilter.internal.common;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Digests of the SHA-2 family (FIPS 180-4). Thread-safe. */
public final class Digests {

    private Digests() {}

    /** The SHA-256 digest of {@code bytes}. */
    public static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }

    /** The SHA-256 digest of {@code text} in UTF-8, as base64url without padding (RFC 4648, section 5). */
    public static String sha256(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * The digest of {@code bytes}.
     *
     * @param algorithm {@code SHA-256}, {@code SHA-384} or {@code SHA-512}
     * @throws IllegalStateException if the platform lacks the algorithm
     */
    public static byte[] digest(String algorithm, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algorithm).digest(bytes);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("this Java platform lacks " + algorithm, missing);
        }
    }
}
