package org.authfilter.testkit;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** The form of access tokens: {@code access-17}, or a signed JWT (RFC 7519) whose {@code jti} is 17. */
final class AccessTokenFormat {

    /** One for all issuers of a test run: making an RSA key takes a while. */
    private static final RsaJsonWebKey FIRST_KEY = newKey(1);

    private volatile RsaJsonWebKey key = FIRST_KEY;
    private volatile int rotations;
    private volatile String issuer;
    private volatile Optional<String> audience = Optional.empty();
    private volatile boolean jwt;

    AccessTokenFormat(String issuer) {
        this.issuer = issuer;
    }

    void issuer(String other) {
        issuer = other;
    }

    void audience(String other) {
        audience = Optional.of(other);
    }

    /** From now on another key signs, and it alone is published. */
    synchronized void rotateKey() {
        rotations++;
        key = newKey(rotations + 1);
    }

    void jwt(boolean wanted) {
        jwt = wanted;
    }

    String write(int number, String email, Instant issuedAt, Instant expiry) {
        return jwt ? sign(number, email, issuedAt, expiry) : "access-" + number;
    }

    String jwks() {
        return new JsonWebKeySet(key).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private String sign(int number, String email, Instant issuedAt, Instant expiry) {
        RsaJsonWebKey signing = key;
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKeyIdHeaderValue(signing.getKeyId());
        signature.setKey(signing.getPrivateKey());
        Map<String, Object> claims = new LinkedHashMap<>();
        claims.put("iss", issuer);
        claims.put("sub", Grant.subject(email));
        audience.ifPresent(named -> claims.put("aud", named));
        claims.put("iat", issuedAt.getEpochSecond());
        claims.put("exp", expiry.getEpochSecond());
        claims.put("jti", String.valueOf(number));
        signature.setPayload(JsonUtil.toJson(claims));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey newKey(int number) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("fake-issuer-" + number);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
