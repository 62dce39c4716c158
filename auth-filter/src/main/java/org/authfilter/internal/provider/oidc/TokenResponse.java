package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.authfilter.internal.provider.HttpResults;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Failure;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.UnverifiedJwt;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.token.TokenSet;
import org.jspecify.annotations.Nullable;

/**
 * Parses the response of a token endpoint (RFC 6749, sections 5.1 and 5.2; R9). Unknown members are ignored.
 *
 * @param sentAt when the request was sent, from which lifetimes count (R15)
 */
record TokenResponse(Instant sentAt, Clock clock) {

    /** The names that issuers use: RFC 6749 defines none. */
    private static final String[] REFRESH_EXPIRY = {"refresh_expires_in", "refresh_token_expires_in"};

    /** Error codes by which an issuer calls the grant dead, or denies the user access. */
    private static final Set<String> REJECTIONS =
            Set.of("invalid_grant", "invalid_token", "expired_token", "token_inactive", "access_denied");

    /** Error codes such as {@code login_required} and {@code consent_required}: the user has to act. */
    private static final Pattern USER_REQUIRED = Pattern.compile("[A-Za-z0-9_.-]{1,60}_required");

    private static final Set<String> PRINTED_ERRORS = Set.of(
            "invalid_request",
            "invalid_client",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "invalid_target");

    TokenResult parse(HttpOutcome outcome) {
        return HttpResults.of(outcome).fold(this::parse, failure -> failure);
    }

    private TokenResult parse(Response response) {
        return response.status() / 100 == 2 ? parseSuccess(response) : parseError(response);
    }

    private TokenResult parseSuccess(Response response) {
        Optional<Claims> json = Claims.parse(response.body());
        if (json.isEmpty()) {
            return Unavailable.maybeProcessed("the response is not JSON");
        }
        String accessToken = json.get().text("access_token");
        if (accessToken == null || accessToken.isBlank()) {
            return Misconfigured.maybeProcessed("the response has no access_token");
        }
        String type = json.get().text("token_type");
        if (type != null && !type.equalsIgnoreCase("Bearer")) {
            return Misconfigured.maybeProcessed("the access token is not a bearer token");
        }
        return new Issued(tokens(accessToken, json.get()), null);
    }

    private TokenSet tokens(String accessToken, Claims json) {
        return new TokenSet(
                accessToken,
                json.text("refresh_token"),
                json.text("id_token"),
                clock.instant(),
                UnverifiedJwt.earlierExpiry(accessToken, after(json.number("expires_in"), sentAt)),
                refreshExpiry(json, sentAt));
    }

    /** Keycloak writes 0 for a token that does not expire. */
    private static @Nullable Instant refreshExpiry(Claims json, Instant sentAt) {
        for (String name : REFRESH_EXPIRY) {
            Long seconds = json.number(name);
            if (seconds != null && seconds > 0) {
                return after(seconds, sentAt);
            }
        }
        return null;
    }

    private static @Nullable Instant after(@Nullable Long seconds, Instant sentAt) {
        return seconds == null
                ? null
                : sentAt.plusSeconds(Math.max(Integer.MIN_VALUE, Math.min(seconds, Integer.MAX_VALUE)));
    }

    /** Few errors concern the grant or the user (R9); every other error concerns this application. */
    private static Failure parseError(Response response) {
        String error =
                Claims.parse(response.body()).map(json -> json.text("error")).orElse(null);
        if (response.status() / 100 == 4 && error != null && isRejection(error)) {
            return new Rejected(error);
        }
        String printed = error != null && PRINTED_ERRORS.contains(error) ? ", " + error : "";
        return Misconfigured.notProcessed("HTTP status " + response.status() + printed);
    }

    private static boolean isRejection(String error) {
        return REJECTIONS.contains(error) || USER_REQUIRED.matcher(error).matches();
    }
}
