package org.authfilter.internal.provider.oidc;

import org.jspecify.annotations.Nullable;

/** What came back through the browser (RFC 6749, section 4.1.2; {@code iss}: RFC 9207). Anybody may have written it. */
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
