package org.authfilter.internal.config;

import java.time.Duration;

/**
 * How long requests wait for providers. All of it depends on {@code token-request-timeout}, the deadline of a single
 * call. Immutable.
 *
 * @param call the deadline of one call to a provider, the response's body included
 */
public record Deadlines(Duration call) {

    /** The {@code Retry-After} of a response where the provider named none. */
    public static final Duration RETRY_AFTER = Duration.ofSeconds(1);

    /** How long a sign-out waits for the provider: it must not fail because the provider is slow. */
    public static final Duration SIGN_OUT = Duration.ofSeconds(1);

    /** For the thread that passes on the result of a call that ended at its deadline. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    /** For a refresh: one call. */
    public Duration refresh() {
        return call.plus(GRACE);
    }

    /** For a sign-in with credentials: the tokens, the keys that verify them, and the profile. */
    public Duration credentialsSignIn() {
        return call.multipliedBy(3).plus(GRACE);
    }

    /** For the start of a sign-in with OpenID Connect: discovery and the pushed authorization request. */
    public Duration authorizationRequest() {
        return call.multipliedBy(2);
    }

    /** For the callback of an OpenID Provider: discovery, the tokens with their keys, and UserInfo. */
    public Duration authorizationResponse() {
        return call.multipliedBy(3);
    }

    /** For a logout token: discovery and the keys. */
    public Duration logoutToken() {
        return call.multipliedBy(2);
    }
}
