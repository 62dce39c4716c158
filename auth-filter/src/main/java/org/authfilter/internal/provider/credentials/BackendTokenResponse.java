package org.authfilter.internal.provider.credentials;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.provider.HttpResults;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.UnverifiedJwt;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.token.TokenSet;

/** Parses the responses of a credentials backend (R9). */
final class BackendTokenResponse {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    private final CredentialsSettings settings;
    private final Clock clock;
    private final Expiry expiry;

    BackendTokenResponse(CredentialsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.expiry = new Expiry(settings.expiryUnit());
    }

    /** The tokens of a response, and the response itself. */
    record Grant(TokenSet tokens, JsonText json) {

        Optional<UnverifiedJwt> jwt() {
            return UnverifiedJwt.read(tokens.accessToken());
        }
    }

    Result<Grant> parse(HttpOutcome outcome) {
        return HttpResults.of(outcome).flatMap(this::parse);
    }

    private Result<Grant> parse(Response response) {
        return response.status() / 100 == 2 ? parseSuccess(response) : Result.failed(parseError(response));
    }

    private Result<Grant> parseSuccess(Response response) {
        Optional<JsonText> json = JsonText.parse(response.body());
        if (json.isEmpty()) {
            return Result.failed(Unavailable.maybeProcessed("the response is not JSON"));
        }
        String pointer = settings.pointers().accessToken();
        String accessToken = json.get().textAt(pointer);
        return accessToken == null || accessToken.isBlank()
                ? Result.failed(Misconfigured.maybeProcessed("the response has no access token at " + pointer))
                : Result.ok(new Grant(tokens(accessToken, json.get()), json.get()));
    }

    private static Failure parseError(Response response) {
        String reason = "HTTP status " + response.status();
        return switch (response.status()) {
            case 400, 401, 403 -> new Rejected(reason);
            default -> Misconfigured.notProcessed(reason);
        };
    }

    private TokenSet tokens(String accessToken, JsonText json) {
        Instant now = clock.instant();
        CredentialsSettings.Pointers at = settings.pointers();
        Instant expiresAt = expiry.read(json.textAt(at.expiry()), now);
        return new TokenSet(
                accessToken,
                json.textAt(at.refreshToken()),
                null,
                now,
                expiresAt != null
                        ? expiresAt
                        : UnverifiedJwt.read(accessToken)
                                .map(UnverifiedJwt::expiresAt)
                                .orElse(null),
                expiry.read(json.textAt(at.refreshExpiry()), now));
    }

    void logRevocation(HttpOutcome outcome) {
        if (!outcome.hasStatus(100, 299)) {
            LOG.log(Level.INFO, "Provider {0}: the tokens could not be revoked at sign-out", settings.name());
        }
    }
}
