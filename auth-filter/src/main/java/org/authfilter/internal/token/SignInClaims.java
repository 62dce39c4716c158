package org.authfilter.internal.token;

import org.jspecify.annotations.Nullable;

/**
 * What the ID token of a sign-in said that refreshed ones may leave out, but not say otherwise (OpenID Connect Core 1.0,
 * section 12.2): they are held against it however many came in between.
 *
 * @param authTime when the user was authenticated, in seconds since 1970; {@code null}: it was not said
 */
public record SignInClaims(String nonce, @Nullable Long authTime) {

    /** The time only: a nonce never prints. */
    @Override
    public String toString() {
        return "SignInClaims[authTime=" + authTime + "]";
    }
}
