package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.authfilter.internal.config.OidcClientAuth.PrivateKeyJwt;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * {@code private_key_jwt}: a short-lived assertion, used once (RFC 7523, section 2.2). Its one audience is the issuer, so
 * that an assertion can't be passed on to another one.
 */
record ClientAssertion(String clientId, String issuer, PrivateKeyJwt key, Clock clock) implements ClientAuthentication {

    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final Duration LIFETIME = Duration.ofMinutes(1);

    @Override
    public Form authenticate(Form form) {
        return form.with("client_id", clientId)
                .with("client_assertion_type", TYPE)
                .with("client_assertion", assertion());
    }

    private String assertion() {
        Instant now = clock.instant();
        JwtClaims claims = new JwtClaims();
        claims.setIssuer(clientId);
        claims.setSubject(clientId);
        claims.setAudience(issuer);
        claims.setJwtId(UUID.randomUUID().toString());
        claims.setIssuedAt(NumericDate.fromMilliseconds(now.toEpochMilli()));
        claims.setExpirationTime(NumericDate.fromMilliseconds(now.plus(LIFETIME).toEpochMilli()));
        JsonWebSignature jws = new JsonWebSignature();
        jws.setPayload(claims.toJson());
        jws.setAlgorithmHeaderValue(key.algorithm());
        jws.setHeader("typ", "JWT");
        if (key.keyId() != null) {
            jws.setKeyIdHeaderValue(key.keyId());
        }
        jws.setKey(key.key());
        try {
            return jws.getCompactSerialization();
        } catch (JoseException unfit) {
            throw new IllegalStateException("the private key can't sign with " + key.algorithm(), unfit);
        }
    }
}
