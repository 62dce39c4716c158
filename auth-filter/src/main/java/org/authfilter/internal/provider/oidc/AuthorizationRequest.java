package org.authfilter.internal.provider.oidc;

import org.authfilter.internal.common.Digests;
import org.authfilter.internal.common.RandomTokens;
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
