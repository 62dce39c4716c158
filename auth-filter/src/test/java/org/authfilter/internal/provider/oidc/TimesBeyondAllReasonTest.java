package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.http.HttpOutcome.Response;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Found by the fuzz tests: an issuer's numbers that are no times. */
class TimesBeyondAllReasonTest {

    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String OF_ALICE = "{\"iss\":\"https://issuer.example\",\"aud\":\"shop\",\"sub\":\"sub-alice\"";

    @ParameterizedTest(name = "expires_in {0}")
    @ValueSource(
            strings = {"-9223372036854775808", "9223372036854775807", "-1e300", "1e300", "\"-999999999999999999\""})
    void an_expiry_beyond_all_time_is_the_first_or_the_last_that_can_be_kept(String expiresIn) {
        TokenResult result = parse("{\"access_token\":\"a\",\"expires_in\":" + expiresIn + "}");

        assertThat(result)
                .isInstanceOfSatisfying(
                        Issued.class,
                        issued -> assertThat(issued.tokens().isExpired(NOW.plusSeconds(1)))
                                .isEqualTo(expiresIn.contains("-")));
    }

    @Test
    void R9_a_blank_access_token_is_none() {
        assertThat(parse("{\"access_token\":\" \"}"))
                .isEqualTo(new Misconfigured("the response has no access_token", true));
    }

    @ParameterizedTest(name = "auth_time {0}")
    @ValueSource(strings = {"-9223372036854775808", "-1", "253402300800", "9223372036854775807"})
    void an_auth_time_beyond_all_reason_counts_as_missing(String authTime) {
        Claims claims = Claims.parse("{\"nonce\":\"n-1\",\"auth_time\":" + authTime + "}")
                .orElseThrow();
        AuthorizationRequest request =
                new AuthorizationRequest("state", "n-1", "verifier", "https://shop.example/", 60L);
        TokenSet tokens = new TokenSet("access-1", null, "id-1", NOW, null, null);

        assertThat(new IdTokenClaimsValidator(OpenIdTokens.SETTINGS, Duration.ZERO)
                        .errorAtSignIn(claims, request, tokens, NOW))
                .isEqualTo("auth_time is missing or longer ago than max_age");
    }

    @Test
    void a_logout_token_that_never_expires_ends_nothing() {
        OpenIdTokens issuer = new OpenIdTokens(CLOCK);
        String token = issuer.sign(
                OF_ALICE + ",\"iat\":1793534400,\"exp\":99999999999999999,\"jti\":\"jti-1\""
                        + ",\"events\":{\"http://schemas.openid.net/event/backchannel-logout\":{}}}",
                "logout+jwt");

        assertThat(issuer.logoutTokens.validate(token).join())
                .isEqualTo(Result.failed(Rejected.forged("iat or exp is out of range")));
    }

    private static TokenResult parse(String body) {
        return new TokenResponse(CLOCK.instant(), CLOCK).parse(new Response(200, body));
    }
}
