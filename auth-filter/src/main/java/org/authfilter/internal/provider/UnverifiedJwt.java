package org.authfilter.internal.provider;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.jspecify.annotations.Nullable;

/**
 * The claims of an access token that came straight from its issuer (RFC 9068 or the like). Nothing is verified here:
 * they serve as hints, never as a proof.
 */
public final class UnverifiedJwt {

    private static final JwtConsumer UNVERIFIED = new JwtConsumerBuilder()
            .setSkipAllValidators()
            .setDisableRequireSignature()
            .setSkipSignatureVerification()
            .build();

    private final JwtClaims claims;

    private UnverifiedJwt(JwtClaims claims) {
        this.claims = claims;
    }

    /** Empty if the token is opaque. */
    public static Optional<UnverifiedJwt> read(String token) {
        if (!JwtLimits.accept(token)) {
            return Optional.empty();
        }
        try {
            return Optional.of(new UnverifiedJwt(UNVERIFIED.processToClaims(token)));
        } catch (InvalidJwtException opaque) {
            return Optional.empty();
        }
    }

    /** The {@code alg} in the header of a JWT; empty if there is none. */
    public static String algorithm(String jwt) {
        try {
            String header = new String(
                    Base64.getUrlDecoder().decode(jwt.substring(0, Math.max(0, jwt.indexOf('.')))),
                    StandardCharsets.UTF_8);
            return JsonUtil.parseJson(header).get("alg") instanceof String algorithm ? algorithm : "";
        } catch (JoseException | RuntimeException noHeader) {
            return "";
        }
    }

    /** The {@code exp} of {@code token} if it is a JWT that expires before {@code expiry}, otherwise {@code expiry} (R15). */
    public static @Nullable Instant earlierExpiry(String token, @Nullable Instant expiry) {
        Instant exp = read(token).map(UnverifiedJwt::expiresAt).orElse(null);
        return exp != null && (expiry == null || exp.isBefore(expiry)) ? exp : expiry;
    }

    /** The {@code exp}, perhaps written as a string; {@code null} if there is none that can be read. */
    public @Nullable Instant expiresAt() {
        try {
            Object exp = claims.getClaimValue("exp");
            Long seconds = exp instanceof Number number
                    ? Long.valueOf(number.longValue())
                    : exp instanceof String text ? Long.valueOf(text) : null;
            return seconds == null
                    ? null
                    : Instant.ofEpochMilli(NumericDate.fromSeconds(seconds).getValueInMillis());
        } catch (NumberFormatException | ArithmeticException unreadable) {
            return null;
        }
    }

    /** All claims, the JSON object as it came: to write it anew takes a stack as deep as the claims. */
    public String json() {
        return claims.getRawJson();
    }

    public @Nullable String subject() {
        return claims.getClaimValueAsString("sub");
    }

    public @Nullable String issuer() {
        return claims.getClaimValueAsString("iss");
    }

    /** The {@code sid} of an ID token (OpenID Connect Back-Channel Logout 1.0, section 2.1). */
    public @Nullable String sessionId() {
        return claims.getClaimValueAsString("sid");
    }
}
