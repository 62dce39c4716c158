package org.authfilter.internal.provider.oidc;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of an authorization request when its answer comes.
 *
 * @param codeVerifier the secret of PKCE (RFC 7636)
 * @param redirectUri where the answer is expected
 * @param maxAge how many seconds ago the user may have signed in at the provider at most, if that was asked for
 */
public record AuthorizationRequest(
        String state,
        String nonce,
        String codeVerifier,
        String redirectUri,
        @Nullable Long maxAge) {

    private static final SecureRandom RANDOM = new SecureRandom();

    static AuthorizationRequest create(String redirectUri, @Nullable Long maxAge) {
        return new AuthorizationRequest(random(), random(), random(), redirectUri, maxAge);
    }

    /** 256 random bits, 43 characters. */
    static String random() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The S256 code challenge (RFC 7636, section 4.2). */
    String codeChallenge() {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(codeVerifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "AuthorizationRequest[redirectUri=" + redirectUri + "]";
    }
}
