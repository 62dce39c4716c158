package org.authfilter.internal.provider.oidc;

import org.authfilter.User;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.token.TokenSet;

/** What came of an authorization response. */
public sealed interface SignInResult {

    /** The user is who the ID token says. */
    record Completed(TokenSet tokens, User user) implements SignInResult {}

    /** The user, or the provider, refused to let this application know who they are. */
    record Denied() implements SignInResult {}

    /** Nobody signs in. A {@code Rejected} is for what does not hold. */
    record Failed(Failure failure) implements SignInResult {}
}
