package org.authfilter.internal.provider.oidc;

import org.authfilter.User;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/** The result of an authorization response. */
public sealed interface SignInResult {

    /**
     * The user is authenticated.
     *
     * @param providerSession the {@code sid} of the ID token (OpenID Connect Back-Channel Logout 1.0, section 2.1)
     */
    record Completed(TokenSet tokens, User user, @Nullable String providerSession) implements SignInResult {}

    /** The user or the provider denied access. */
    record Denied() implements SignInResult {}

    /** The sign-in failed; it is {@code Rejected} if a validation failed. */
    record Failed(Failure failure) implements SignInResult {}
}
