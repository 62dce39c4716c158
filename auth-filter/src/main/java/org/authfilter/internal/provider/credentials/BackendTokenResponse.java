package org.authfilter.internal.provider.credentials;

import jakarta.json.JsonValue;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.authfilter.internal.config.CredentialsSettings;
import org.authfilter.internal.config.ExpiryUnit;
import org.authfilter.internal.config.RefreshedToken;
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
import org.jspecify.annotations.Nullable;

/** Parses the responses of a credentials backend (R9). */
final class BackendTokenResponse {

    private static final Logger LOG = System.getLogger("org.authfilter.provider");

    private static final String BEARER = "Bearer ";
    private static final Set<Integer> REFUSALS = Set.of(400, 401, 403, 410, 422, 423);
    /** The start of an object or an array, which may be cut off. */
    private static final Pattern JSON = Pattern.compile("\\uFEFF?\\s*[{\\[]");

    private static final Pattern HTML = Pattern.compile(
            "\\uFEFF?\\s*(<\\?xml[^>]*>\\s*)?(<!--.{0,1000}?-->\\s*)?<((!doctype\\s+)?html|head|title|meta|body|h1|center)\\b",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private final CredentialsSettings settings;
    private final Clock clock;
    private final Expiry expiry;
    private final AtomicBoolean hasWarned = new AtomicBoolean();

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

    /**
     * Parses the response to a refresh.
     *
     * @param sentAt when the request was sent, from which lifetimes count (R15)
     */
    Result<Grant> parse(HttpOutcome outcome, Instant sentAt) {
        return HttpResults.of(outcome)
                .flatMap(response -> isSuccess(response)
                        ? parseSuccess(response, sentAt, unusable -> {})
                        : Result.failed(parseError(response)));
    }

    /**
     * Parses the response to login fields (R9a): each refusal, and a success without a token, means that they are wrong.
     * What a wrong {@code login-url} would cause, too, is logged once.
     *
     * @param unusable receives the tokens of a response that fails although it has some
     */
    Result<Grant> parseSignIn(HttpOutcome outcome, Instant sentAt, Consumer<TokenSet> unusable) {
        return HttpResults.of(outcome)
                .flatMap(response -> isSuccess(response)
                        ? parseSignInSuccess(response, sentAt, unusable)
                        : Result.failed(parseSignInError(response)));
    }

    private Result<Grant> parseSignInSuccess(Response response, Instant sentAt, Consumer<TokenSet> unusable) {
        boolean lacksToken = JsonText.parse(response.body())
                .map(json -> accessToken(json) == null)
                .orElseGet(() -> !JSON.matcher(response.body()).lookingAt() && !isHtml(response.body()));
        return lacksToken
                ? Result.failed(refused("the response has no access token"))
                : parseSuccess(response, sentAt, unusable);
    }

    private static boolean isSuccess(Response response) {
        return response.status() / 100 == 2;
    }

    private Result<Grant> parseSuccess(Response response, Instant sentAt, Consumer<TokenSet> unusable) {
        Optional<JsonText> json = JsonText.parse(response.body());
        if (json.isEmpty()) {
            return Result.failed(Unavailable.maybeProcessed("the response is not JSON"));
        }
        String accessToken = accessToken(json.get());
        if (accessToken == null) {
            return Result.failed(Misconfigured.maybeProcessed("the response has no access token at "
                    + String.join(", ", settings.pointers().accessToken())));
        }
        try {
            return Result.ok(new Grant(tokens(accessToken, json.get(), sentAt), json.get()));
        } catch (UnreadableExpiryException unreadable) {
            unusable.accept(tokens(accessToken, json.get(), null, null));
            return Result.failed(Misconfigured.maybeProcessed(unreadable.reason()));
        }
    }

    /** The token without the scheme that some backends write in front of it (RFC 6750, section 2.1). */
    private @Nullable String accessToken(JsonText json) {
        String written = json.textAtFirst(settings.pointers().accessToken());
        if (written == null) {
            return null;
        }
        String token = written.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? written.substring(BEARER.length()).strip()
                : written;
        return token.isBlank() ? null : token;
    }

    private static Failure parseError(Response response) {
        String reason = reason(response);
        if (!REFUSALS.contains(response.status())) {
            return Misconfigured.notProcessed(reason);
        }
        return isHtml(response.body())
                ? Unavailable.maybeProcessed(reason + " with an HTML page, which is not from the backend")
                : new Rejected(reason);
    }

    private Failure parseSignInError(Response response) {
        if (response.status() == 404 || response.status() == 405) {
            return refused(reason(response));
        }
        return response.status() / 100 == 4
                ? new Rejected(reason(response))
                : Misconfigured.notProcessed(reason(response));
    }

    private Rejected refused(String reason) {
        if (hasWarned.compareAndSet(false, true)) {
            LOG.log(
                    Level.WARNING,
                    "Provider {0}: sign-in refused: {1}. If the credentials are right, login-url or the JSON pointers"
                            + " may be wrong",
                    settings.name(),
                    reason);
        }
        return new Rejected(reason);
    }

    private static String reason(Response response) {
        return "HTTP status " + response.status();
    }

    /** A page comes from a firewall or a proxy: a backend of this kind responds with JSON, plain text or nothing. */
    private static boolean isHtml(String body) {
        return HTML.matcher(body).lookingAt();
    }

    private TokenSet tokens(String accessToken, JsonText json, Instant sentAt) throws UnreadableExpiryException {
        CredentialsSettings.Pointers at = settings.pointers();
        return tokens(
                accessToken,
                json,
                UnverifiedJwt.earlierExpiry(accessToken, expiry("expiry", at.expiry(), json, sentAt)),
                lifetimeAboveZero(expiry("refresh-expiry", at.refreshExpiry(), json, sentAt), sentAt));
    }

    /** Keycloak writes a lifetime of 0 seconds for a refresh token that does not expire. */
    private @Nullable Instant lifetimeAboveZero(@Nullable Instant expiresAt, Instant sentAt) {
        return settings.expiryUnit() == ExpiryUnit.SECONDS && expiresAt != null && !expiresAt.isAfter(sentAt)
                ? null
                : expiresAt;
    }

    private TokenSet tokens(
            String accessToken, JsonText json, @Nullable Instant expiresAt, @Nullable Instant refreshExpiresAt) {
        return new TokenSet(
                accessToken,
                settings.refreshSend() == RefreshedToken.ACCESS_TOKEN
                        ? accessToken
                        : json.textAtFirst(settings.pointers().refreshToken()),
                null,
                clock.instant(),
                expiresAt,
                refreshExpiresAt);
    }

    private @Nullable Instant expiry(String key, List<String> pointers, JsonText json, Instant sentAt)
            throws UnreadableExpiryException {
        JsonValue written = json.atFirst(pointers);
        String text = written == null ? "" : JsonText.text(written);
        if (text != null && text.isEmpty()) {
            return null;
        }
        Instant read = text == null ? null : expiry.read(text, sentAt);
        if (read == null) {
            throw new UnreadableExpiryException("provider." + settings.name() + "." + key
                    + ": the value in the response can't be read; is expiry-unit right?");
        }
        return read;
    }

    /** An expiry is there and can't be read. */
    private static final class UnreadableExpiryException extends Exception {
        private static final long serialVersionUID = 1L;

        private UnreadableExpiryException(String reason) {
            super(reason);
        }

        String reason() {
            return String.valueOf(getMessage());
        }
    }

    void logRevocation(HttpOutcome outcome) {
        if (!outcome.hasStatus(100, 299)) {
            LOG.log(Level.INFO, "Provider {0}: the tokens could not be revoked at sign-out", settings.name());
        }
    }
}
