package org.authfilter.internal.provider.oidc;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.authfilter.internal.config.OidcSettings;
import org.authfilter.internal.config.UserInfoMode;
import org.authfilter.internal.provider.HttpResults;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads UserInfo (OpenID Connect Core 1.0, section 5.3), signed or not, if the issuer offers it and the configuration
 * does not exclude it. With {@code userinfo=auto}, a refusal is logged once, and the ID token counts alone. Thread-safe.
 */
final class UserInfo {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    private final OidcSettings settings;
    private final ProviderEndpoints endpoints;
    private final IdTokenValidator signatures;
    private final AtomicBoolean hasLoggedRefusal = new AtomicBoolean();

    UserInfo(OidcSettings settings, ProviderEndpoints endpoints, IdTokenValidator signatures) {
        this.settings = settings;
        this.endpoints = endpoints;
        this.signatures = signatures;
    }

    /**
     * Reads the claims of {@code subject}. Claims of another subject are {@code Rejected}; no claims if UserInfo is not
     * read or was refused.
     */
    CompletableFuture<Result<Claims>> read(DiscoveredProvider provider, String accessToken, @Nullable String subject) {
        URI address = provider.metadata().userinfoEndpoint();
        if (settings.userinfo() == UserInfoMode.FALSE || address == null) {
            return CompletableFuture.completedFuture(Result.ok(Claims.NONE));
        }
        return endpoints
                .get(provider, ProviderMetadata::userinfoEndpoint, address, accessToken)
                .thenCompose(outcome -> HttpResults.of(outcome)
                        .fold(response -> parse(provider, response, subject), failure -> done(notRead(failure))));
    }

    private Result<Claims> refused(String reason) {
        if (settings.userinfo() == UserInfoMode.TRUE) {
            return Result.failed(
                    Misconfigured.maybeProcessed("UserInfo: " + reason + "; userinfo=auto does without it"));
        }
        if (hasLoggedRefusal.compareAndSet(false, true)) {
            LOG.log(
                    Level.INFO,
                    "Provider {0}: UserInfo is not used: {1}. Name, e-mail address and roles are those of the tokens",
                    settings.name(),
                    reason);
        }
        return Result.ok(Claims.NONE);
    }

    /** The tokens were granted before, so the refresh token is spent. */
    private static Result<Claims> notRead(Failure failure) {
        String reason = "UserInfo: " + failure.reason();
        return Result.failed(
                failure instanceof Unavailable unavailable
                        ? new Unavailable(reason, true, unavailable.cause(), unavailable.retryAfter())
                        : Unavailable.maybeProcessed(reason));
    }

    private CompletableFuture<Result<Claims>> parse(
            DiscoveredProvider provider, Response response, @Nullable String subject) {
        if (response.status() != 200) {
            return done(refused("HTTP status " + response.status()));
        }
        Optional<Claims> claims = Claims.parse(response.body());
        if (claims.isPresent()) {
            return done(validate(claims.get(), subject));
        }
        return Claims.algorithmOf(response.body()).isEmpty()
                ? done(refused("the response is neither JSON nor a signed JWT"))
                : signatures
                        .validateUserInfo(provider, response.body())
                        .thenApply(validation -> validate(validation, subject));
    }

    private static Result<Claims> validate(ValidationResult validation, @Nullable String subject) {
        return validation.fold(
                valid -> validate(Claims.of(valid), subject),
                reason -> Result.failed(Rejected.forged("UserInfo: " + reason)),
                reason -> Result.failed(Unavailable.maybeProcessed("UserInfo: " + reason)));
    }

    private static Result<Claims> validate(Claims claims, @Nullable String subject) {
        return subject != null && subject.equals(claims.text("sub"))
                ? Result.ok(claims)
                : Result.failed(Rejected.forged("UserInfo: unexpected subject (sub), or none"));
    }

    private static CompletableFuture<Result<Claims>> done(Result<Claims> result) {
        return CompletableFuture.completedFuture(result);
    }
}
