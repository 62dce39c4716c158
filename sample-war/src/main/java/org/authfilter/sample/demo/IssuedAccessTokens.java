package org.authfilter.sample.demo;

import java.security.PublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/** Signs access tokens: JWTs (RFC 7519) with RS256, numbered by their {@code jti}. A new key is created at each start. */
final class IssuedAccessTokens {

    private final RsaJsonWebKey key;
    private final AtomicLong issued = new AtomicLong();
    private final String issuer;
    private final Duration lifetime;
    private final Clock clock;

    /** A signed token and its expiry. */
    record Issued(String jwt, Instant expiresAt) {}

    IssuedAccessTokens(String issuer, Duration lifetime, Clock clock) {
        this.issuer = issuer;
        this.lifetime = lifetime;
        this.clock = clock;
        try {
            key = RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException e) {
            throw new IllegalStateException("This JDK can't generate an RSA key", e);
        }
        key.setKeyId("demo");
        key.setAlgorithm(AlgorithmIdentifiers.RSA_USING_SHA256);
        key.setUse("sig");
    }

    Issued issue(String subject) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        Instant expiresAt = now.plus(lifetime);
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(issuer);
        claims.setSubject(subject);
        claims.setJwtId(Long.toString(issued.incrementAndGet()));
        claims.setIssuedAt(NumericDate.fromSeconds(now.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
        return new Issued(sign(claims), expiresAt);
    }

    private String sign(JwtClaims claims) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setKey(key.getPrivateKey());
        signature.setKeyIdHeaderValue(key.getKeyId());
        signature.setAlgorithmHeaderValue(key.getAlgorithm());
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException("The access token can't be signed", e);
        }
    }

    PublicKey publicKey() {
        return key.getPublicKey();
    }

    /** The public key as a JWK set (RFC 7517, section 5). */
    Map<String, Object> jwks() {
        return Map.of("keys", List.of(key.toParams(JsonWebKey.OutputControlLevel.PUBLIC_ONLY)));
    }
}
