package org.authfilter.internal.provider.jose;

import org.jose4j.jwt.JwtClaims;

/** What came of verifying a JWT. */
public sealed interface ValidationResult {

    /** The token is genuine and its claims hold. */
    record Verified(JwtClaims claims) implements ValidationResult {

        /** Without the claims, which are personal. */
        @Override
        public String toString() {
            return "Verified";
        }
    }

    /** The token must not be trusted. The reason is for the log and holds nothing of the token. */
    record Refused(String reason) implements ValidationResult {}

    /** Nobody can tell now: the issuer's keys can't be had. */
    record Undecided(String reason) implements ValidationResult {}
}
