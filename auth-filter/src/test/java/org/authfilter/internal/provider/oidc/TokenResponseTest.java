package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenResponseTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);

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

    private static TokenResult parse(int status, String error) {
        return new TokenResponse(CLOCK).parse(HttpOutcome.responded(status, "{\"error\":\"" + error + "\"}", null));
    }
}
