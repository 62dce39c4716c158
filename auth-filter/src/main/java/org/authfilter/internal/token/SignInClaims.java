package org.authfilter.internal.token;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The claims of the ID token of a sign-in that a refreshed ID token may omit, but not change (OpenID Connect Core 1.0,
 * section 12.2). Every later ID token of the session is compared with them.
 *
 * @param authTime when the user was authenticated, in seconds since 1970; {@code null}: the ID token has no {@code auth_time}
 * @param acr how strongly the user was authenticated ({@code acr}); {@code null} if the ID token does not have it
 * @param amr by which methods ({@code amr}); empty if the ID token does not have it
 * @param issuedAt when the ID token was issued ({@code iat}), in seconds since 1970 by the clock of the provider
 */
public record SignInClaims(
        String nonce,
        @Nullable Long authTime,
        @Nullable String acr,
        List<String> amr,
        @Nullable Long issuedAt) {

    public SignInClaims {
        amr = List.copyOf(amr);
    }

    /** The claims of an ID token without {@code acr}, {@code amr} and {@code iat}. */
    public SignInClaims(String nonce, @Nullable Long authTime) {
        this(nonce, authTime, null, List.of(), null);
    }

    /** The time only: a nonce never prints. */
    @Override
    public String toString() {
        return "SignInClaims[authTime=" + authTime + "]";
    }
}
