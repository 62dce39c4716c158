package org.authfilter.provider.credentials;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.authfilter.User;
import org.authfilter.config.CredentialsSettings;
import org.authfilter.provider.Jwt;
import org.authfilter.provider.TokenResult;
import org.authfilter.provider.TokenResult.Issued;
import org.authfilter.provider.TokenResult.Misconfigured;
import org.authfilter.provider.TokenResult.Rejected;
import org.authfilter.provider.TokenResult.Unavailable;
import org.authfilter.provider.http.Exchange;
import org.authfilter.provider.http.Exchange.Answer;
import org.authfilter.provider.http.Exchange.Lost;
import org.authfilter.provider.http.Exchange.NotDelivered;
import org.authfilter.token.TokenSet;
import org.jspecify.annotations.Nullable;

/** Judges what a credentials backend answered (R9). */
final class BackendAnswer {

    private static final Logger LOG = System.getLogger(BackendAnswer.class.getName());

    private final CredentialsSettings settings;
    private final Clock clock;
    private final Expiry expiry;

    BackendAnswer(CredentialsSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.expiry = new Expiry(settings.expiryUnit());
    }

    TokenResult judgeSignIn(Exchange exchange, String firstField) {
        return judge(exchange, json -> {
            User user = user(json, firstField);
            return user == null
                    ? new Misconfigured("the answer does not say who has signed in", true)
                    : new Issued(tokens(json), user);
        });
    }

    TokenResult judgeRefresh(Exchange exchange, TokenSet current) {
        return judge(
                exchange,
                json -> new Issued(tokens(json).orKept(current), describesUser(json) ? user(json, null) : null));
    }

    /** Half a description would take the name or the roles away from who is signed in. */
    private boolean describesUser(JsonText json) {
        CredentialsSettings.Pointers at = settings.pointers();
        return json.textAt(at.user() + "/name") != null && json.at(at.roles()) != null;
    }

    void logRevocation(Exchange exchange) {
        if (!(exchange instanceof Answer answer) || answer.status() >= 300) {
            LOG.log(Level.INFO, "Provider {0}: the tokens could not be revoked at sign-out", settings.name());
        }
    }

    private TokenResult judge(Exchange exchange, Function<JsonText, TokenResult> read) {
        if (exchange instanceof NotDelivered failure) {
            return new Unavailable(failure.reason(), false, failure.timedOut(), null);
        }
        if (exchange instanceof Lost failure) {
            return new Unavailable(failure.reason(), true, failure.timedOut(), null);
        }
        Answer answer = (Answer) exchange;
        return answer.status() / 100 == 2 ? judgeSuccess(answer, read) : judgeRefusal(answer);
    }

    private TokenResult judgeSuccess(Answer answer, Function<JsonText, TokenResult> read) {
        Optional<JsonText> json = JsonText.parse(answer.body());
        if (json.isEmpty()) {
            return new Unavailable("the answer is not JSON", true, false, null);
        }
        if (json.get().textAt(settings.pointers().accessToken()) == null) {
            return new Misconfigured(
                    "the answer has no access token at " + settings.pointers().accessToken(), true);
        }
        return read.apply(json.get());
    }

    private static TokenResult judgeRefusal(Answer answer) {
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

    private TokenSet tokens(JsonText json) {
        Instant now = clock.instant();
        CredentialsSettings.Pointers at = settings.pointers();
        String accessToken = String.valueOf(json.textAt(at.accessToken()));
        Instant expiresAt = expiry.read(json.textAt(at.expiry()), now);
        return new TokenSet(
                accessToken,
                json.textAt(at.refreshToken()),
                null,
                now,
                expiresAt != null
                        ? expiresAt
                        : Jwt.read(accessToken).map(Jwt::expiresAt).orElse(null),
                expiry.read(json.textAt(at.refreshExpiry()), now));
    }

    private @Nullable User user(JsonText json, @Nullable String firstField) {
        Optional<Jwt> jwt =
                Jwt.read(String.valueOf(json.textAt(settings.pointers().accessToken())));
        return new DescribedUser(settings.pointers(), json, jwt).user(firstField);
    }
}
