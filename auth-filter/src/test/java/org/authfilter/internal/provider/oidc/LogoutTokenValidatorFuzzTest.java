package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.authfilter.internal.fuzz.FuzzTarget;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.jose.ValidationResult;
import org.authfilter.internal.token.TokenSet;

/**
 * A valid token is signed by the issuer and keeps the rules. The input: a logout or ID token; or
 * claims, which the issuer then signs.
 */
class LogoutTokenValidatorFuzzTest implements FuzzTarget {

    /** The private half is lost: no other token can be signed with it. */
    private static final String KEY_OF_THE_RECORDED_TOKENS = """
        {"kty":"EC","kid":"lost","x":"oaXj0g1dVDSYqhJkEixSzEughYgTvt1QU0JNR9ExAbU","y":"SfPVnisOlbCxuP14Ynzo6pWYIEklQnHQC0cCKPSoBt8","crv":"P-256"}\
        """;

    /** Header and claims of the two tokens that the lost key has signed. */
    private static final String RECORDED_LOGOUT_TOKEN =
            "eyJhbGciOiJFUzI1NiIsInR5cCI6ImxvZ291dCtqd3QiLCJraWQiOiJsb3N0In0.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIiwiYXVkIjoic2hvcCIsInN1YiI6InN1Yi1hbGljZSIsImlhdCI6MTc5MzUzNDQwMCwiZXhwIjoyMTA5MTUzNjAwLCJzaWQiOiJzaWQtYWxpY2UiLCJqdGkiOiJqdGktMSIsImV2ZW50cyI6eyJodHRwOi8vc2NoZW1hcy5vcGVuaWQubmV0L2V2ZW50L2JhY2tjaGFubmVsLWxvZ291dCI6e319fQ";

    private static final String RECORDED_ID_TOKEN =
            "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCIsImtpZCI6Imxvc3QifQ.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIiwiYXVkIjoic2hvcCIsInN1YiI6InN1Yi1hbGljZSIsImlhdCI6MTc5MzUzNDQwMCwiZXhwIjoyMTA5MTUzNjAwLCJub25jZSI6Im4tMSIsImF1dGhfdGltZSI6MTc5MzUzNDQwMH0";

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC);
    private static final AuthorizationRequest REQUEST =
            new AuthorizationRequest("state", "n-1", "verifier", "https://shop.example/auth/callback/idp", 60L);
    private static final OpenIdTokens ISSUER = new OpenIdTokens(CLOCK, KEY_OF_THE_RECORDED_TOKENS);

    @Override
    @FuzzTest
    public void every_input_passes(byte[] input) {
        String text = new String(input, StandardCharsets.UTF_8);
        if (text.startsWith("{")) {
            validateSigned(text);
        } else {
            validateForged(text);
        }
    }

    private static void validateForged(String token) {
        LogoutToken valid = validate(token);
        if (valid != null) {
            assertThat(token).startsWith(RECORDED_LOGOUT_TOKEN + ".");
            assertThat(valid.sessionId()).isEqualTo("sid-alice");
        }
        if (verify(token) instanceof ValidationResult.Valid) {
            assertThat(token.substring(0, token.lastIndexOf('.'))).isIn(RECORDED_LOGOUT_TOKEN, RECORDED_ID_TOKEN);
        }
    }

    private static void validateSigned(String claims) {
        Claims signed = Claims.parse(claims).orElse(Claims.NONE);
        String token = ISSUER.sign(claims, "logout+jwt");
        LogoutToken valid = validate(token);
        if (valid != null) {
            assertIsOursAndInTime(signed);
            assertThat(signed.members()).doesNotContainKey("nonce");
            assertThat(((Map<?, ?>) signed.members().get("events"))
                            .containsKey("http://schemas.openid.net/event/backchannel-logout"))
                    .isTrue();
            assertThat(valid.id()).isNotEmpty().isEqualTo(signed.members().get("jti"));
            assertThat(valid.subject() != null || valid.sessionId() != null).isTrue();
        }
        if (verify(token) instanceof ValidationResult.Valid verified) {
            assertIsOursAndInTime(signed);
            assertValidByTheRules(signed, Claims.of(verified.claims()), token);
        }
    }

    private static void assertValidByTheRules(Claims signed, Claims verified, String idToken) {
        TokenSet tokens = new TokenSet("access-1", null, idToken, CLOCK.instant(), null, null);
        String atSignIn = ISSUER.rules.errorAtSignIn(verified, REQUEST, tokens, CLOCK.instant());
        String atRefresh = ISSUER.rules.contradiction(verified, verified);
        boolean isForOthersToo = signed.texts("aud").size() > 1 && !"shop".equals(signed.text("azp"));

        assertThat(atSignIn != null || "n-1".equals(signed.text("nonce"))).isTrue();
        assertThat(atSignIn != null || !isForOthersToo).isTrue();
        assertThat(atRefresh).isNull();
        assertThat(new OidcUserMapper(OpenIdTokens.SETTINGS)
                        .user(verified, verified, verified)
                        .subject())
                .isEqualTo(signed.text("sub"));
    }

    private static void assertIsOursAndInTime(Claims signed) {
        assertThat(signed.text("iss")).isEqualTo("https://issuer.example");
        assertThat(signed.texts("aud")).contains("shop");
        assertThat(signed.members().get("iat")).isInstanceOf(Number.class);
        assertThat(signed.number("exp"))
                .isGreaterThan(CLOCK.instant().minusSeconds(31).getEpochSecond());
    }

    /** {@code null} if the token is invalid. */
    private static LogoutToken validate(String token) {
        return ISSUER.logoutTokens.validate(token).join().fold(valid -> valid, failure -> {
            assertThat(failure).isInstanceOf(Rejected.class);
            assertThat(failure.reason()).doesNotContain("eyJ");
            return null;
        });
    }

    private static ValidationResult verify(String token) {
        return ISSUER.idTokens.validate(ISSUER.known, token).join();
    }
}
