package org.authfilter.internal.provider.oidc;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
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

/** Judges what a token endpoint answered (RFC 6749, sections 5.1 and 5.2; R9). Members that nobody knows are ignored. */
record TokenResponse(Clock clock) {

    /** As issuers write it: RFC 6749 has none for it. */
    private static final String[] REFRESH_EXPIRY = {"refresh_expires_in", "refresh_token_expires_in"};

    private static final Set<String> CODES = Set.of(
            "invalid_request",
            "invalid_client",
            "unauthorized_client",
            "unsupported_grant_type",
            "invalid_scope",
            "invalid_target");

    TokenResult judge(HttpOutcome exchange) {
        Unavailable broken = Judgement.broken(exchange);
        if (broken != null) {
            return broken;
        }
        Response answer = (Response) exchange;
        return answer.status() / 100 == 2 ? judgeSuccess(answer) : judgeRefusal(answer);
    }

    private TokenResult judgeSuccess(Response answer) {
        Optional<Claims> json = Claims.parse(answer.body());
        if (json.isEmpty()) {
            return new Unavailable("the answer is not JSON", true, false, null);
        }
        String accessToken = json.get().text("access_token");
        if (accessToken == null || accessToken.isBlank()) {
            return new Misconfigured("the answer has no access_token", true);
        }
        String type = json.get().text("token_type");
        if (type != null && !type.equalsIgnoreCase("Bearer")) {
            return new Misconfigured("the access token is none to be carried as a bearer", true);
        }
        return new Issued(tokens(accessToken, json.get()), null);
    }

    private TokenSet tokens(String accessToken, Claims json) {
        Instant now = clock.instant();
        Instant expiresAt = after(json.number("expires_in"), now);
        return new TokenSet(
                accessToken,
                json.text("refresh_token"),
                json.text("id_token"),
                now,
                expiresAt != null
                        ? expiresAt
                        : UnverifiedJwt.read(accessToken)
                                .map(UnverifiedJwt::expiresAt)
                                .orElse(null),
                refreshExpiry(json, now));
    }

    /** Keycloak writes 0 for a token that does not expire. */
    private static @Nullable Instant refreshExpiry(Claims json, Instant now) {
        for (String name : REFRESH_EXPIRY) {
            Long seconds = json.number(name);
            if (seconds != null && seconds > 0) {
                return after(seconds, now);
            }
        }
        return null;
    }

    private static @Nullable Instant after(@Nullable Long seconds, Instant now) {
        return seconds == null
                ? null
                : now.plusSeconds(Math.max(Integer.MIN_VALUE, Math.min(seconds, Integer.MAX_VALUE)));
    }

    /** Only {@code invalid_grant} speaks of the user; everything else is between the issuer and this application. */
    static Failure judgeRefusal(Response answer) {
        String code =
                Claims.parse(answer.body()).map(json -> json.text("error")).orElse(null);
        if (answer.status() / 100 == 4 && "invalid_grant".equals(code)) {
            return new Rejected("invalid_grant");
        }
        String known = code != null && CODES.contains(code) ? ", " + code : "";
        return new Misconfigured("HTTP status " + answer.status() + known, false);
    }
}
