package org.authfilter.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.authfilter.internal.common.JsonDepth;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwtLimitsTest {

    private static final String HEADER = "{\"alg\":\"RS256\"}";

    private static String token(String header, String payload) {
        return base64(header) + "." + base64(payload) + ".AAAA";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String nested(int depth) {
        return "{\"x\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
    }

    @Test
    void a_token_within_the_limits_is_accepted() {
        assertThat(JwtLimits.accept(token(HEADER, "{\"iss\":\"https://issuer.example\"}")))
                .isTrue();
        assertThat(JwtLimits.accept(token(HEADER, nested(JsonDepth.LIMIT)))).isTrue();
    }

    @Test
    void a_deeply_nested_header_or_payload_is_refused() {
        assertThat(JwtLimits.accept(token(HEADER, nested(JsonDepth.LIMIT + 1)))).isFalse();
        assertThat(JwtLimits.accept(token(nested(JsonDepth.LIMIT + 1), "{}"))).isFalse();
    }

    @Test
    void three_million_nested_arrays_are_refused() {
        assertThat(JwtLimits.accept(token(HEADER, nested(3_000_000)))).isFalse();
    }

    @Test
    void a_flat_token_of_nine_megabytes_is_refused() {
        assertThat(JwtLimits.accept(token(HEADER, "{\"x\":\"" + "a".repeat(9_000_000) + "\"}")))
                .isFalse();
    }

    @Test
    void nine_megabytes_of_dots_are_refused() {
        assertThat(JwtLimits.accept(".".repeat(9_000_000))).isFalse();
        assertThat(JwtLimits.accept(".".repeat(1000))).isFalse();
    }

    @Test
    void a_nested_jwt_is_refused() {
        String inner = token(HEADER, nested(JsonDepth.LIMIT + 1));

        assertThat(JwtLimits.accept(token("{\"alg\":\"RS256\",\"cty\":\"JWT\"}", inner)))
                .isFalse();
    }

    @Test
    void an_unencoded_payload_is_refused() {
        String header = base64("{\"alg\":\"RS256\",\"b64\":false,\"crit\":[\"b64\"]}");

        assertThat(JwtLimits.accept(header + "." + nested(JsonDepth.LIMIT + 1) + ".AAAA"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b", "..", "e30.e30", "e30.e30.x.y", "e30.e30.x.y.z", "e30.bm8.x"})
    void a_text_that_is_no_signed_jwt_is_refused(String token) {
        assertThat(JwtLimits.accept(token)).isFalse();
    }
}
