package org.authfilter.internal.provider.jose;

import java.util.function.Function;
import org.jose4j.jwt.JwtClaims;

/** The result of validating a JWT. */
public sealed interface ValidationResult {

    /** The signature is genuine, and the claims are as required. */
    record Valid(JwtClaims claims) implements ValidationResult {

        @Override
        public <R> R fold(
                Function<? super JwtClaims, ? extends R> ifValid,
                Function<? super String, ? extends R> ifInvalid,
                Function<? super String, ? extends R> ifUndecided) {
            return ifValid.apply(claims);
        }

        /** Without the claims, which are personal data. */
        @Override
        public String toString() {
            return "Valid";
        }
    }

    /** The token must not be trusted. The reason is for the log and contains nothing of the token. */
    record Invalid(String reason) implements ValidationResult {

        @Override
        public <R> R fold(
                Function<? super JwtClaims, ? extends R> ifValid,
                Function<? super String, ? extends R> ifInvalid,
                Function<? super String, ? extends R> ifUndecided) {
            return ifInvalid.apply(reason);
        }
    }

    /** The token can't be validated now, since the issuer's keys can't be read. */
    record Undecided(String reason) implements ValidationResult {

        @Override
        public <R> R fold(
                Function<? super JwtClaims, ? extends R> ifValid,
                Function<? super String, ? extends R> ifInvalid,
                Function<? super String, ? extends R> ifUndecided) {
            return ifUndecided.apply(reason);
        }
    }

    /** Applies the function of this result's type. */
    <R> R fold(
            Function<? super JwtClaims, ? extends R> ifValid,
            Function<? super String, ? extends R> ifInvalid,
            Function<? super String, ? extends R> ifUndecided);
}
