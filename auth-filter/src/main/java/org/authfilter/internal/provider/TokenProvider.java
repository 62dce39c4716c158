package org.authfilter.internal.provider;

import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.token.TokenSet;

/** Issues tokens. Implementations are thread-safe, never block and never throw: a failure is a result. */
public interface TokenProvider {

    /** The provider's name in the configuration. */
    String name();

    /** Whether this provider's tokens can be refreshed. */
    boolean canRefresh();

    /**
     * Presents the refresh token. The result keeps those tokens of {@code current} that the issuer left out (R8).
     *
     * @param readsProfile whether the user's profile is read again with the new token, where the provider has one
     */
    CompletableFuture<TokenResult> refresh(TokenSet current, boolean readsProfile);

    /**
     * Verifies a set again that was {@link TokenResult.Unverified}. The result is {@link TokenResult.Issued} if it is
     * valid now, otherwise the failure.
     */
    default CompletableFuture<TokenResult> verify(TokenSet current) {
        return CompletableFuture.completedFuture(
                new TokenResult.Misconfigured("this provider verifies no access tokens", false));
    }

    /** Asks the issuer to revoke the token set. Completes normally in any case: a failure can't be repaired. */
    CompletableFuture<Void> revoke(TokenSet tokens);
}
