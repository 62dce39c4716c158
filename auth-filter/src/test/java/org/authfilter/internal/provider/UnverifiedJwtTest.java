package org.authfilter.internal.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnverifiedJwtTest {

    @Test
    void the_claims_of_an_unverified_token_are_hints() {
        UnverifiedJwt jwt = UnverifiedJwt.read(token("{\"sub\":\"s\",\"iss\":\"i\",\"exp\":1000}"))
                .orElseThrow();

        assertThat(jwt.subject()).isEqualTo("s");
        assertThat(jwt.issuer()).isEqualTo("i");
        assertThat(jwt.expiresAt()).isEqualTo(Instant.ofEpochSecond(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000.9", "\"1000\"", "1e3"})
    void an_expiry_may_be_a_fraction_or_a_string(String exp) {
        assertThat(UnverifiedJwt.read(token("{\"exp\":" + exp + "}")).map(UnverifiedJwt::expiresAt))
                .contains(Instant.ofEpochSecond(1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"9223372036854775807", "-9223372036854775808", "\"soon\"", "[]", "null", "1e400"})
    void an_expiry_beyond_all_reason_is_not_known(String exp) {
        assertThat(UnverifiedJwt.read(token("{\"exp\":" + exp + "}")).map(UnverifiedJwt::expiresAt))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "opaque", "a.b", "a.b.c", "..", "a.b.c.d"})
    void an_opaque_token_has_no_claims(String token) {
        assertThat(UnverifiedJwt.read(token)).isEmpty();
    }

    private static String token(String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"none\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(StandardCharsets.UTF_8)) + ".";
    }
}
