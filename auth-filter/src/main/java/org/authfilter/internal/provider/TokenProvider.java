package org.authfilter.internal.provider;

import java.util.concurrent.CompletableFuture;
import org.authfilter.internal.token.TokenSet;

/** Whoever issues tokens. Implementations are thread-safe, never block and never throw: what fails is a result. */
public interface TokenProvider {

    /** The provider's name in the configuration. */
    String name();

    /** Whether there is a way to refresh this provider's tokens. */
    boolean canRefresh();

    /**
     * Presents the refresh token. The answer has what {@code current} had and the issuer left out (R8).
     *
     * @param readsProfile whether the user's profile is read again with the new token, where the provider has one
     */
    CompletableFuture<TokenResult> refresh(TokenSet current, boolean readsProfile);

    /**
     * Looks again at a set that this provider has called {@link TokenResult.Unverified}. It is {@link TokenResult.Issued}
     * if it holds now; otherwise it stays as it is.
     */
    default CompletableFuture<TokenResult> verify(TokenSet current) {
        return CompletableFuture.completedFuture(
                new TokenResult.Misconfigured("this provider verifies no access tokens", false));
    }

    /** Asks the issuer to revoke the token set. Ends normally in any case: nothing can be done about a failure. */
    CompletableFuture<Void> revoke(TokenSet tokens);
}
