package org.authfilter.internal.provider.oidc;

import org.jspecify.annotations.Nullable;

/** An authorization response (RFC 6749, section 4.1.2; {@code iss}: RFC 9207). It is untrusted: any client can send it. */
public record AuthorizationResponse(
        @Nullable String code,
        @Nullable String error,
        @Nullable String issuer) {

    /** Without the code. */
    @Override
    public String toString() {
        return "AuthorizationResponse";
    }
}
