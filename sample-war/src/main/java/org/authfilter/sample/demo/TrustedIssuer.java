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
 * An issuer whose access tokens the API accepts.
 *
 * @param ownerClaim the claim that names the owner of the orders
 */
record TrustedIssuer(String issuer, VerificationKeyResolver keys, String ownerClaim) {

    /** The demonstration's own backend. */
    static TrustedIssuer backend(PublicKey key) {
        return new TrustedIssuer(TokenBackend.ISSUER, (jws, nesting) -> key, "sub");
    }

    /** A Keycloak realm. Its keys are fetched when the first token is verified. */
    static TrustedIssuer keycloak(String issuer) {
        return new TrustedIssuer(
                issuer,
                new HttpsJwksVerificationKeyResolver(new HttpsJwks(issuer + "/protocol/openid-connect/certs")),
                "preferred_username");
    }

    /** Returns the owner that {@code token} names; {@code null} if it is invalid or from another issuer. */
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
