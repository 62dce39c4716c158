package org.authfilter.internal.provider.oidc;

import org.authfilter.internal.common.Digests;
import org.authfilter.internal.common.RandomTokens;
import org.jspecify.annotations.Nullable;

/**
 * The values of an authorization request that its response is validated with.
 *
 * @param codeVerifier the secret of PKCE (RFC 7636)
 * @param redirectUri the address that the response is sent to
 * @param maxAge the requested greatest age of the sign-in at the provider, in seconds; {@code null}: none
 */
public record AuthorizationRequest(
        String state,
        String nonce,
        String codeVerifier,
        String redirectUri,
        @Nullable Long maxAge) {

    static AuthorizationRequest create(String redirectUri, @Nullable Long maxAge) {
        return new AuthorizationRequest(
                RandomTokens.create(), RandomTokens.create(), RandomTokens.create(), redirectUri, maxAge);
    }

    /** The S256 code challenge (RFC 7636, section 4.2). */
    String codeChallenge() {
        return Digests.sha256(codeVerifier);
    }

    /** Without its secrets. */
    @Override
    public String toString() {
        return "AuthorizationRequest[redirectUri=" + redirectUri + "]";
    }
}
