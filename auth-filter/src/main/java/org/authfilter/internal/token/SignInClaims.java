package org.authfilter.internal.token;

import org.jspecify.annotations.Nullable;

/**
 * The claims of the ID token of a sign-in that a refreshed ID token may omit, but not change (OpenID Connect Core 1.0,
 * section 12.2). Every later ID token of the session is compared with them.
 *
 * @param authTime when the user was authenticated, in seconds since 1970; {@code null}: the ID token has no {@code auth_time}
 */
public record SignInClaims(String nonce, @Nullable Long authTime) {

    /** The time only: a nonce never prints. */
    @Override
    public String toString() {
        return "SignInClaims[authTime=" + authTime + "]";
    }
}
