package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.provider.jose.ValidationResult.Invalid;
import org.authfilter.internal.provider.jose.ValidationResult.Valid;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Validates JWTs of an issuer for its client: ID tokens (OpenID Connect Core 1.0, sections 3.1.3.7 and 12.2), logout tokens
 * and signed UserInfo.
 */
final class IdTokenValidator {

    private static final Set<String> LOGOUT_TOKEN_TYPES = Set.of("logout+jwt", "jwt", "");

    private final OidcSettings settings;
    private final Discovery discovery;
    private final Duration clockSkew;
    private final Clock clock;
    private volatile @Nullable String algorithmOfIdTokens;

    IdTokenValidator(OidcSettings settings, Discovery discovery, Duration clockSkew, Clock clock) {
        this.settings = settings;
        this.discovery = discovery;
        this.clockSkew = clockSkew;
        this.clock = clock;
    }

    /** Validates an ID token but for the claims that its request asked for. */
    CompletableFuture<ValidationResult> validate(DiscoveredProvider provider, String idToken) {
        return verify(provider, idToken, () -> requirements().setRequireSubject())
                .thenApply(result -> {
                    if (result instanceof Valid) {
                        algorithmOfIdTokens = Claims.algorithmOf(idToken);
                    }
                    return result;
                });
    }

    /** Validates signature and times of a refreshed ID token; the other claims are compared with those of the sign-in. */
    CompletableFuture<ValidationResult> validateRefreshed(DiscoveredProvider provider, String idToken) {
        return verify(
                provider,
                idToken,
                () -> atThisTime()
                        .setRequireExpirationTime()
                        .setRequireIssuedAt()
                        .setIssuedAtRestrictions(0, Integer.MAX_VALUE)
                        .setSkipDefaultAudienceValidation());
    }

    /**
     * Validates a logout token but for the claims of its kind (OpenID Connect Back-Channel Logout 1.0, section 2.6). It
     * may have the type {@code logout+jwt}, {@code JWT} or none, as providers send it; its {@code events} tell it from an ID
     * token. It is signed with the algorithm of this client's ID tokens, once an ID token has shown which that is.
     */
    CompletableFuture<ValidationResult> validateLogoutToken(DiscoveredProvider provider, String logoutToken) {
        String expected = algorithmOfIdTokens;
        if (expected != null && !expected.equals(Claims.algorithmOf(logoutToken))) {
            return done(new Invalid("its algorithm is not that of the ID tokens"));
        }
        return LOGOUT_TOKEN_TYPES.contains(Claims.typeOf(logoutToken))
                ? verify(provider, logoutToken, this::requirements)
                : done(new Invalid("unexpected type (typ)"));
    }

    /** Validates a UserInfo response but for its subject. {@code iat}, {@code iss} and {@code aud} are optional here. */
    CompletableFuture<ValidationResult> validateUserInfo(DiscoveredProvider provider, String userInfo) {
        return verify(
                provider,
                userInfo,
                () -> atThisTime()
                        .setExpectedIssuer(false, settings.issuer())
                        .setExpectedAudience(false, settings.clientId()));
    }

    private CompletableFuture<ValidationResult> verify(
            DiscoveredProvider provider, String jwt, Supplier<JwtConsumerBuilder> requirements) {
        return provider.verifier()
                .verify(jwt, requirements)
                .thenCompose(result ->
                        result instanceof Valid ? done(result) : retryWithNewKeys(provider, jwt, requirements, result));
    }

    /** The keys may have moved to another address. */
    private CompletableFuture<ValidationResult> retryWithNewKeys(
            DiscoveredProvider provider,
            String jwt,
            Supplier<JwtConsumerBuilder> requirements,
            ValidationResult first) {
        return discovery
                .newerThan(provider)
                .thenCompose(newer -> newer.fold(
                        now -> now.verifier() == provider.verifier()
                                ? done(first)
                                : now.verifier().verify(jwt, requirements),
                        failure -> done(first)));
    }

    private JwtConsumerBuilder requirements() {
        return atThisTime()
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.clientId())
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(0, Integer.MAX_VALUE);
    }

    private JwtConsumerBuilder atThisTime() {
        return new JwtConsumerBuilder()
                .setAllowedClockSkewInSeconds(Math.toIntExact(clockSkew.toSeconds()))
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.instant().toEpochMilli()));
    }

    private static CompletableFuture<ValidationResult> done(ValidationResult result) {
        return CompletableFuture.completedFuture(result);
    }
}
