package org.authfilter.provider.credentials;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.authfilter.config.CredentialsSettings;
import org.authfilter.provider.TokenResult.Misconfigured;
import org.authfilter.provider.TokenResult.Postponed;
import org.authfilter.provider.TokenResult.Unavailable;
import org.authfilter.provider.http.BackChannel;
import org.authfilter.provider.jose.JwtVerifier;
import org.authfilter.provider.jose.RemoteKeys;
import org.authfilter.provider.jose.Verdict;
import org.authfilter.provider.jose.Verdict.Refused;
import org.authfilter.provider.jose.Verdict.Undecided;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Whether access tokens hold: signed with the issuer's keys, neither expired nor to come, and with the {@code iss} and
 * {@code aud} that the deployer demands (RFC 9068, section 4).
 */
final class Verification {

    /** Keys that take longer hold nobody up: the tokens are kept first, and verified afterwards. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final CredentialsSettings.Verification demanded;
    private final int skewSeconds;
    private final BackChannel backChannel;
    private final Clock clock;
    private final JwtVerifier verifier;

    Verification(CredentialsSettings.Verification demanded, Duration skew, BackChannel backChannel, Clock clock) {
        this.demanded = demanded;
        this.skewSeconds = Math.toIntExact(skew.toSeconds());
        this.backChannel = backChannel;
        this.clock = clock;
        this.verifier = new JwtVerifier(new RemoteKeys(demanded.jwksUrl(), backChannel, clock));
    }

    /** What speaks against the token; empty if it holds. */
    CompletableFuture<Optional<Postponed>> doubt(String accessToken) {
        return verifier.verify(accessToken, this::rules).thenApply(Verification::doubt);
    }

    /** The same, but keys that don't come soon count as not to be had. */
    CompletableFuture<Optional<Postponed>> doubtSoon(String accessToken) {
        CompletableFuture<Optional<Postponed>> doubt = doubt(accessToken);
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

    private static Optional<Postponed> doubt(Verdict verdict) {
        if (verdict instanceof Undecided undecided) {
            return Optional.of(new Unavailable(undecided.reason(), false, false, null));
        }
        return verdict instanceof Refused refused
                ? Optional.of(new Misconfigured("the access token can't be used: " + refused.reason(), false))
                : Optional.empty();
    }
}
