package org.authfilter.testkit;

import java.time.Instant;
import java.util.Map;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** What an access token looks like: {@code access-17}, or a signed JWT (RFC 7519) whose {@code jti} is 17. */
final class AccessTokenFormat {

    /** One for all issuers of a test run: making an RSA key takes a while. */
    private static final RsaJsonWebKey KEY = newKey();

    private final String issuer;
    private volatile boolean jwt;

    AccessTokenFormat(String issuer) {
        this.issuer = issuer;
    }

    void jwt(boolean wanted) {
        jwt = wanted;
    }

    String write(int number, String email, Instant issuedAt, Instant expiry) {
        return jwt ? sign(number, email, issuedAt, expiry) : "access-" + number;
    }

    String jwks() {
        return new JsonWebKeySet(KEY).toJson(OutputControlLevel.PUBLIC_ONLY);
    }

    private String sign(int number, String email, Instant issuedAt, Instant expiry) {
        JsonWebSignature signature = new JsonWebSignature();
        signature.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        signature.setKeyIdHeaderValue(KEY.getKeyId());
        signature.setKey(KEY.getPrivateKey());
        signature.setPayload(JsonUtil.toJson(Map.of(
                "iss", issuer,
                "sub", Grant.subject(email),
                "iat", issuedAt.getEpochSecond(),
                "exp", expiry.getEpochSecond(),
                "jti", String.valueOf(number))));
        try {
            return signature.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RsaJsonWebKey newKey() {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId("fake-issuer-1");
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
