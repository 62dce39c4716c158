package org.authfilter.internal.provider.credentials;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Transient;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.IssuerHttpClient;
import org.authfilter.internal.provider.jose.JwksCache;
import org.authfilter.internal.provider.jose.JwtVerifier;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.provider.jose.ValidationResult.Undecided;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Verifies access tokens: signed with the issuer's keys, not expired, already valid, and with the {@code iss} and
 * {@code aud} of the configuration (RFC 9068, section 4).
 */
final class AccessTokenVerifier {

    /** After this time the tokens are stored first and verified later. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final CredentialsSettings.Verification required;
    private final int skewSeconds;
    private final IssuerHttpClient http;
    private final Clock clock;
    private final JwtVerifier verifier;

    AccessTokenVerifier(CredentialsSettings.Verification required, Duration skew, IssuerHttpClient http, Clock clock) {
        this.required = required;
        this.skewSeconds = Math.toIntExact(skew.toSeconds());
        this.http = http;
        this.clock = clock;
        this.verifier = new JwtVerifier(new JwksCache(required.jwksUrl(), http));
    }

    /** The failure of the verification; empty if the token is valid. */
    CompletableFuture<Optional<Transient>> verify(String accessToken) {
        return verifier.verify(accessToken, this::requirements).thenApply(AccessTokenVerifier::failure);
    }

    /** The same; keys that don't come soon count as unavailable. */
    CompletableFuture<Optional<Transient>> verifySoon(String accessToken) {
        CompletableFuture<Optional<Transient>> verification = verify(accessToken);
        return verification.isDone()
                ? verification
                : verification.applyToEither(
                        http.pause(PATIENCE).thenApply(end -> failure(new Undecided("the issuer's keys are slow"))),
                        Function.identity());
    }

    private JwtConsumerBuilder requirements() {
        JwtConsumerBuilder requirements = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(skewSeconds)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
        if (required.issuer() != null) {
            requirements.setExpectedIssuer(required.issuer());
        }
        return required.audience() == null
                ? requirements.setSkipDefaultAudienceValidation()
                : requirements.setExpectedAudience(required.audience());
    }

    private static Optional<Transient> failure(ValidationResult result) {
        return result.fold(
                valid -> Optional.empty(),
                reason -> Optional.of(Misconfigured.notProcessed("the access token can't be used: " + reason)),
                reason -> Optional.of(Unavailable.notProcessed(reason)));
    }
}
