package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.provider.jose.ValidationResult.Refused;
import org.authfilter.internal.provider.jose.ValidationResult.Verified;
import org.authfilter.internal.provider.oidc.Discovered.Known;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Verifies JWTs of an issuer for its client: ID tokens (OpenID Connect Core 1.0, sections 3.1.3.7 and 12.2), logout tokens
 * and signed UserInfo.
 */
final class IdTokenValidator {

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

    /** Verifies an ID token but for what its request asked for. */
    CompletableFuture<ValidationResult> verify(Known known, String idToken) {
        return verify(known, idToken, () -> rules().setRequireSubject()).thenApply(verdict -> {
            if (verdict instanceof Verified) {
                algorithmOfIdTokens = Claims.algorithmOf(idToken);
            }
            return verdict;
        });
    }

    /**
     * Verifies a logout token but for what makes it one (OpenID Connect Back-Channel Logout 1.0, section 2.6). It is
     * signed with the algorithm that the issuer uses for this client's ID tokens, once one has told which that is.
     */
    CompletableFuture<ValidationResult> verifyLogoutToken(Known known, String logoutToken) {
        String expected = algorithmOfIdTokens;
        return expected == null || expected.equals(Claims.algorithmOf(logoutToken))
                ? verify(known, logoutToken, () -> rules().setExpectedType(false, "logout+jwt"))
                : done(new Refused("its algorithm is not that of the ID tokens"));
    }

    /** Verifies a UserInfo response but for its subject: it need not say when it is from, by whom and for whom. */
    CompletableFuture<ValidationResult> verifyUserInfo(Known known, String userInfo) {
        return verify(
                known,
                userInfo,
                () -> atThisTime()
                        .setExpectedIssuer(false, settings.issuer())
                        .setExpectedAudience(false, settings.clientId()));
    }

    private CompletableFuture<ValidationResult> verify(Known known, String jwt, Supplier<JwtConsumerBuilder> rules) {
        return known.verifier()
                .verify(jwt, rules)
                .thenCompose(
                        verdict -> verdict instanceof Verified ? done(verdict) : again(known, jwt, rules, verdict));
    }

    /** The keys may have moved to another address. */
    private CompletableFuture<ValidationResult> again(
            Known known, String jwt, Supplier<JwtConsumerBuilder> rules, ValidationResult verdict) {
        return discovery
                .newerThan(known)
                .thenCompose(newer -> newer instanceof Known now && now.verifier() != known.verifier()
                        ? now.verifier().verify(jwt, rules)
                        : done(verdict));
    }

    private JwtConsumerBuilder rules() {
        return atThisTime()
                .setExpectedIssuer(settings.issuer())
                .setExpectedAudience(settings.clientId())
                .setRequireExpirationTime()
                .setRequireIssuedAt();
    }

    private JwtConsumerBuilder atThisTime() {
        return new JwtConsumerBuilder()
                .setAllowedClockSkewInSeconds(Math.toIntExact(clockSkew.toSeconds()))
                .setEvaluationTime(NumericDate.fromMilliseconds(clock.instant().toEpochMilli()));
    }

    private static CompletableFuture<ValidationResult> done(ValidationResult verdict) {
        return CompletableFuture.completedFuture(verdict);
    }

    /** The claims of a verified token. */
    static Claims claims(Verified verified) {
        return new Claims(verified.claims().getClaimsMap());
    }
}
