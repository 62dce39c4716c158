package org.authfilter.internal.common;

import java.security.SecureRandom;
import java.util.Base64;

/** Values that cannot be guessed: states, nonces, code verifiers, CSRF tokens. Thread-safe. */
public final class RandomTokens {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private RandomTokens() {}

    /** 256 random bits as base64url without padding: 43 characters. */
    public static String create() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BYTES));
    }

    /** {@code count} random bytes. */
    public static byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
