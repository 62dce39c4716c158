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
import org.authfilter.internal.provider.jose.ValidationResult.Refused;
import org.authfilter.internal.provider.jose.ValidationResult.Undecided;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Whether access tokens hold: signed with the issuer's keys, neither expired nor to come, and with the {@code iss} and
 * {@code aud} that the deployer demands (RFC 9068, section 4).
 */
final class AccessTokenVerifier {

    /** Keys that take longer hold nobody up: the tokens are kept first, and verified afterwards. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final CredentialsSettings.Verification demanded;
    private final int skewSeconds;
    private final IssuerHttpClient backChannel;
    private final Clock clock;
    private final JwtVerifier verifier;

    AccessTokenVerifier(
            CredentialsSettings.Verification demanded, Duration skew, IssuerHttpClient backChannel, Clock clock) {
        this.demanded = demanded;
        this.skewSeconds = Math.toIntExact(skew.toSeconds());
        this.backChannel = backChannel;
        this.clock = clock;
        this.verifier = new JwtVerifier(new JwksCache(demanded.jwksUrl(), backChannel, clock));
    }

    /** What speaks against the token; empty if it holds. */
    CompletableFuture<Optional<Transient>> doubt(String accessToken) {
        return verifier.verify(accessToken, this::rules).thenApply(AccessTokenVerifier::doubt);
    }

    /** The same, but keys that don't come soon count as not to be had. */
    CompletableFuture<Optional<Transient>> doubtSoon(String accessToken) {
        CompletableFuture<Optional<Transient>> doubt = doubt(accessToken);
        return doubt.isDone()
                ? doubt
                : doubt.applyToEither(
                        backChannel
                                .pause(PATIENCE)
                                .thenApply(over -> doubt(new Undecided("the issuer's keys are slow"))),
                        Function.identity());
    }

    private JwtConsumerBuilder rules() {
        JwtConsumerBuilder rules = new JwtConsumerBuilder()
                .setRequireExpirationTime()
                .setAllowedClockSkewInSeconds(skewSeconds)
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.millis()));
        if (demanded.issuer() != null) {
            rules.setExpectedIssuer(demanded.issuer());
        }
        return demanded.audience() == null
                ? rules.setSkipDefaultAudienceValidation()
                : rules.setExpectedAudience(demanded.audience());
    }

    private static Optional<Transient> doubt(ValidationResult verdict) {
        if (verdict instanceof Undecided undecided) {
            return Optional.of(new Unavailable(undecided.reason(), false, false, null));
        }
        return verdict instanceof Refused refused
                ? Optional.of(new Misconfigured("the access token can't be used: " + refused.reason(), false))
                : Optional.empty();
    }
}
