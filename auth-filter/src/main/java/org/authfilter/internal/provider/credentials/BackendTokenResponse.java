package org.authfilter.internal.provider.credentials;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.UnverifiedJwt;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.NotSent;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.provider.http.HttpOutcome.ResponseLost;
import org.authfilter.internal.token.TokenSet;

/** Judges what a credentials backend answered (R9). */
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

    /** What an answer comes to. */
    sealed interface Judgement {}

    /** There are tokens in it. */
    record Given(TokenSet tokens, JsonText answer) implements Judgement {

        Optional<UnverifiedJwt> jwt() {
            return UnverifiedJwt.read(tokens.accessToken());
        }
    }

    /** There are none. */
    record Failed(Failure failure) implements Judgement {}

    Judgement judge(HttpOutcome exchange) {
        if (exchange instanceof NotSent failure) {
            return new Failed(new Unavailable(failure.reason(), false, failure.timedOut(), null));
        }
        if (exchange instanceof ResponseLost failure) {
            return new Failed(new Unavailable(failure.reason(), true, failure.timedOut(), null));
        }
        Response answer = (Response) exchange;
        return answer.status() / 100 == 2 ? judgeSuccess(answer) : new Failed(judgeRefusal(answer));
    }

    private Judgement judgeSuccess(Response answer) {
        Optional<JsonText> json = JsonText.parse(answer.body());
        if (json.isEmpty()) {
            return new Failed(new Unavailable("the answer is not JSON", true, false, null));
        }
        String pointer = settings.pointers().accessToken();
        String accessToken = json.get().textAt(pointer);
        return accessToken == null || accessToken.isBlank()
                ? new Failed(new Misconfigured("the answer has no access token at " + pointer, true))
                : new Given(tokens(accessToken, json.get()), json.get());
    }

    private static Failure judgeRefusal(Response answer) {
        String reason = "HTTP status " + answer.status();
        return switch (answer.status()) {
            case 400, 401, 403 -> new Rejected(reason);
            case 429, 503 -> new Unavailable(reason, false, false, answer.retryAfter());
            case 408 -> new Unavailable(reason, true, false, answer.retryAfter());
            default ->
                answer.status() >= 500
                        ? new Unavailable(reason, true, false, answer.retryAfter())
                        : new Misconfigured(reason, false);
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

    void logRevocation(HttpOutcome exchange) {
        if (!(exchange instanceof Response answer) || answer.status() >= 300) {
            LOG.log(Level.INFO, "Provider {0}: the tokens could not be revoked at sign-out", settings.name());
        }
    }
}
