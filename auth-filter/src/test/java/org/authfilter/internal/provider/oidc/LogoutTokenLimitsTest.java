package org.authfilter.internal.provider.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.stream.Stream;
import org.authfilter.internal.provider.Result;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any client may post a logout token: large and deeply nested ones are refused before they are parsed. */
class LogoutTokenLimitsTest {

    private static final OpenIdTokens ISSUER =
            new OpenIdTokens(Clock.fixed(Instant.parse("2026-11-01T12:00:00Z"), ZoneOffset.UTC));
    private static final String CLAIMS = "{\"iss\":\"https://issuer.example\",\"x\":";

    static Stream<String> hostileTokens() {
        return Stream.of(
                token(CLAIMS + "[".repeat(3_000_000) + "]".repeat(3_000_000) + "}"),
                token(CLAIMS + "[".repeat(5_000) + "]".repeat(5_000) + "}"),
                token(CLAIMS + "\"" + "a".repeat(9_000_000) + "\"}"),
                ".".repeat(9_000_000));
    }

    private static String token(String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".AAAA";
    }

    @ParameterizedTest
    @MethodSource("hostileTokens")
    void a_hostile_token_is_invalid(String token) {
        assertThat(ISSUER.logoutTokens.validate(token).join())
                .isInstanceOfSatisfying(
                        Result.Failed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(Rejected.class));
    }

    @Test
    void deeply_nested_json_is_no_claims() {
        assertThat(Claims.parse("{\"x\":" + "[".repeat(200) + "]".repeat(200) + "}"))
                .isEmpty();
    }
}
