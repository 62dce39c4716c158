package org.authfilter.internal.provider.oidc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Issued;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenResponseTest {

    private static final Instant SENT_AT = Instant.parse("2026-11-01T12:00:00Z");
    private static final Instant RECEIVED_AT = SENT_AT.plusSeconds(4);
    private static final Clock CLOCK = Clock.fixed(RECEIVED_AT, ZoneOffset.UTC);

    @ParameterizedTest(name = "R9: {0}")
    @ValueSource(
            strings = {
                "invalid_grant",
                "invalid_token",
                "expired_token",
                "token_inactive",
                "access_denied",
                "interaction_required",
                "login_required",
                "consent_required",
                "account_selection_required",
                "mfa_required",
                "reauth_required",
                "2fa_required",
                "step-up_required",
                "AADSTS50076_mfa_required",
            })
    void R9_an_error_that_concerns_the_grant_or_the_user_is_Rejected(String error) {
        assertThat(parse(400, error)).isEqualTo(new Rejected(error));
        assertThat(parse(401, error)).isEqualTo(new Rejected(error));
        assertThat(parse(403, error)).isEqualTo(new Rejected(error));
    }

    @ParameterizedTest(name = "R9: {0}")
    @CsvSource({
        "invalid_client,          ', invalid_client'",
        "unauthorized_client,     ', unauthorized_client'",
        "invalid_scope,           ', invalid_scope'",
        "unsupported_grant_type,  ', unsupported_grant_type'",
        "invalid_request,         ', invalid_request'",
        "required,                ''",
        "_required,               ''",
        "login_required_,         ''",
        "LOGIN_REQUIRED,          ''",
        "'login required',        ''",
        "'<b>_required',          ''",
        "invalid_grants,          ''",
    })
    void R9_any_other_error_is_for_the_operator(String error, String printed) {
        assertThat(parse(400, error)).isEqualTo(new Misconfigured("HTTP status 400" + printed, false));
    }

    @ParameterizedTest(name = "R9: status {0}")
    @ValueSource(ints = {302, 500, 503})
    void R9_an_error_code_counts_in_a_client_error_only(int status) {
        assertThat(parse(status, "login_required")).isInstanceOfAny(Misconfigured.class, Unavailable.class);
    }

    @Test
    void R15_lifetimes_count_from_the_moment_the_request_was_sent() {
        TokenSet tokens = issued("{\"access_token\":\"a\",\"expires_in\":60,\"refresh_expires_in\":600}");

        assertThat(tokens.obtainedAt()).isEqualTo(RECEIVED_AT);
        assertThat(tokens.expiresAt()).isEqualTo(SENT_AT.plusSeconds(60));
        assertThat(tokens.refreshExpiresAt()).isEqualTo(SENT_AT.plusSeconds(600));
    }

    @ParameterizedTest(name = "R15: expires_in {0}, exp after {1} s: {2} s")
    @CsvSource({"60, 30, 30", "60, 60, 60", "60, 90, 60", ", 30, 30", "60, -100, -100"})
    void R15_the_exp_of_a_JWT_counts_if_it_is_earlier(Long expiresIn, long exp, long lifetime) {
        String claims = "{\"exp\":" + SENT_AT.plusSeconds(exp).getEpochSecond() + "}";
        String jwt = "e30." + Base64.getUrlEncoder().withoutPadding().encodeToString(claims.getBytes(UTF_8)) + ".AA";
        String member = expiresIn == null ? "" : ",\"expires_in\":" + expiresIn;

        assertThat(issued("{\"access_token\":\"" + jwt + "\"" + member + "}").expiresAt())
                .isEqualTo(SENT_AT.plusSeconds(lifetime));
    }

    private static TokenSet issued(String body) {
        return ((Issued) new TokenResponse(SENT_AT, CLOCK).parse(HttpOutcome.responded(200, body, null))).tokens();
    }

    private static TokenResult parse(int status, String error) {
        return new TokenResponse(SENT_AT, CLOCK)
                .parse(HttpOutcome.responded(status, "{\"error\":\"" + error + "\"}", null));
    }
}
