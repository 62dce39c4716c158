package org.authfilter.sample.demo;

import java.security.PublicKey;
import java.time.Clock;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/**
 * An issuer whose access tokens the API takes.
 *
 * @param ownerClaim which claim names the owner of the orders
 */
record TrustedIssuer(String issuer, VerificationKeyResolver keys, String ownerClaim) {

    /** The demonstration's own backend. */
    static TrustedIssuer backend(PublicKey key) {
        return new TrustedIssuer(TokenBackend.ISSUER, (jws, nesting) -> key, "sub");
    }

    /** A realm of Keycloak, whose keys are read when they are first needed. */
    static TrustedIssuer keycloak(String issuer) {
        return new TrustedIssuer(
                issuer,
                new HttpsJwksVerificationKeyResolver(new HttpsJwks(issuer + "/protocol/openid-connect/certs")),
                "preferred_username");
    }

    /** Whom a token speaks for; {@code null} if it does not hold or is another issuer's. */
    @Nullable
    String owner(String token, Clock clock) {
        try {
            return new JwtConsumerBuilder()
                    .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.RSA_USING_SHA256)
                    .setVerificationKeyResolver(keys)
                    .setExpectedIssuer(issuer)
                    .setSkipDefaultAudienceValidation()
                    .setRequireSubject()
                    .setRequireExpirationTime()
                    .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()))
                    .build()
                    .processToClaims(token)
                    .getStringClaimValue(ownerClaim);
        } catch (InvalidJwtException | MalformedClaimException e) {
            return null;
        }
    }
}
