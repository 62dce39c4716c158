package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.authfilter.internal.config.ExpiryUnit;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.token.TokenSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {

    private final Calls calls = new Calls();
    private ScriptedBackend backend;

    @BeforeEach
    void start() throws Exception {
        backend = new ScriptedBackend();
    }

    @AfterEach
    void stop() {
        backend.close();
        calls.close();
    }

    @ParameterizedTest(name = "{0} {1} is {2}")
    @CsvSource({
        "EPOCH_MILLIS,  1793534700000,               2026-11-01T12:05:00Z",
        "EPOCH_MILLIS,  1793534700123,               2026-11-01T12:05:00.123Z",
        "EPOCH_MILLIS,  1.7935347E+12,               2026-11-01T12:05:00Z",
        "EPOCH_MILLIS,  1793534700000.4,             2026-11-01T12:05:00Z",
        "EPOCH_MILLIS,  0,                           1970-01-01T00:00:00Z",
        "EPOCH_SECONDS, 1793534700,                  2026-11-01T12:05:00Z",
        "EPOCH_SECONDS, 1793534700.0,                2026-11-01T12:05:00Z",
        "EPOCH_SECONDS, 1793534700.25,               2026-11-01T12:05:00.250Z",
        "SECONDS,       300,                         2026-11-01T12:05:00Z",
        "SECONDS,       300.5,                       2026-11-01T12:05:00.500Z",
        "SECONDS,       0,                           2026-11-01T12:00:00Z",
        "SECONDS,       -60,                         2026-11-01T11:59:00Z",
        "ISO_8601,      2026-11-01T12:05:00Z,        2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01T12:05:00.123Z,    2026-11-01T12:05:00.123Z",
        "ISO_8601,      2026-11-01T13:05:00+01:00,   2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01T12:05:00,         2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01T12:05:00.123456,  2026-11-01T12:05:00.123456Z",
        "ISO_8601,      2026-11-01T12:05:00.1234567Z, 2026-11-01T12:05:00.123456700Z",
        "ISO_8601,      2026-11-01T13:05:00+0100,    2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01T13:05:00+01,      2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01T12:05Z,           2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01 12:05:00,         2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01 12:05:00+00:00,   2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01 12:05:00 UTC,     2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01 14:05:00 +0200,   2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01 12:05:00.5 +0000 UTC, 2026-11-01T12:05:00.500Z",
        "ISO_8601,      2026-11-01T13:05:00+01:00[Europe/Berlin], 2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01T12:05:00Z[UTC],   2026-11-01T12:05:00Z",
        "ISO_8601,      2026-11-01 13:05:00 +0100 CET, 2026-11-01T12:05:00Z",
        "ISO_8601,      /Date(1793534700000)/,       2026-11-01T12:05:00Z",
        "ISO_8601,      /Date(1793534700000+0100)/,  2026-11-01T12:05:00Z",
        "ISO_8601,      'Sun, 01 Nov 2026 12:05:00 GMT', 2026-11-01T12:05:00Z",
        "ISO_8601,      'Sun, 1 Nov 2026 13:05:00 +0100', 2026-11-01T12:05:00Z",
    })
    void an_expiry_is_read_in_its_unit(ExpiryUnit unit, String written, Instant read) {
        assertThat(new Expiry(unit).read(written, Calls.NOW)).isEqualTo(read);
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "EPOCH_MILLIS,  soon",
        "EPOCH_MILLIS,  NaN",
        "EPOCH_MILLIS,  Infinity",
        "EPOCH_MILLIS,  1e999",
        "EPOCH_MILLIS,  2026-11-01T12:05:00Z",
        "EPOCH_SECONDS, ' '",
        "EPOCH_SECONDS, -Infinity",
        "SECONDS,       5m",
        "SECONDS,       1d",
        "SECONDS,       60f",
        "SECONDS,       0x1p8",
        "SECONDS,       NaN",
        "ISO_8601,      1793534700",
        "ISO_8601,      2026-11-01",
        "ISO_8601,      2026-02-30T12:05:00Z",
        "ISO_8601,      2026-11-01T25:05:00Z",
        "ISO_8601,      2026-11-01T12:05:00+99:00",
        "ISO_8601,      in five minutes",
        "ISO_8601,      2026-11-01 13:05:00 CET",
        "ISO_8601,      2026-11-01T13:05:00[Europe/Berlin]",
        "ISO_8601,      /Date(soon)/",
    })
    void an_expiry_that_can_not_be_read_is_not_known(ExpiryUnit unit, String written) {
        assertThat(new Expiry(unit).read(written, Calls.NOW)).isNull();
    }

    @ParameterizedTest(name = "{0}: {1} is {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "epoch-millis  | 1793534700000            | 2026-11-01T12:05:00Z",
                "epoch-millis  | \"1793534700000\"        | 2026-11-01T12:05:00Z",
                "epoch-seconds | 1793534700               | 2026-11-01T12:05:00Z",
                "epoch-seconds | \"1793534700\"           | 2026-11-01T12:05:00Z",
                "epoch-seconds | 1.7935347e9              | 2026-11-01T12:05:00Z",
                "seconds       | 300                      | 2026-11-01T12:05:00Z",
                "seconds       | \"300\"                  | 2026-11-01T12:05:00Z",
                "iso-8601      | \"2026-11-01T12:05:00Z\" | 2026-11-01T12:05:00Z",
                "epoch-millis  | 1e300                    | 9999-12-31T23:59:59Z",
                "epoch-seconds | 1e300                    | 9999-12-31T23:59:59Z",
                "seconds       | 9e18                     | 9999-12-31T23:59:59Z",
                "epoch-millis  | -1                       | 1970-01-01T00:00:00Z",
            })
    void both_expiries_may_be_numbers_or_strings(String unit, String json, Instant read) throws Exception {
        TokenSet tokens = signIn(
                unit, "{\"accessToken\":\"a\",\"accessTokenExpiry\":" + json + ",\"refreshTokenExpiry\":" + json + "}");

        assertThat(tokens.expiresAt()).isEqualTo(read);
        assertThat(tokens.refreshExpiresAt()).isEqualTo(read);
    }

    @ParameterizedTest(name = "accessTokenExpiry {0}")
    @CsvSource(
            delimiter = '|',
            value = {"null", "\"\""})
    void without_an_expiry_the_exp_of_a_JWT_counts(String json) throws Exception {
        String jwt = Calls.jwt("{\"sub\":\"s\",\"exp\":1793534700}");

        assertThat(signIn("seconds", "{\"accessToken\":\"" + jwt + "\",\"accessTokenExpiry\":" + json + "}")
                        .expiresAt())
                .isEqualTo("2026-11-01T12:05:00Z");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {"\"soon\"", "true", "{}", "[300]", "\"NaN\"", "\"2026-11-01T12:05:00Z\""})
    void an_expiry_that_can_not_be_read_is_an_error_that_names_provider_and_key(String json) throws Exception {
        String jwt = Calls.jwt("{\"sub\":\"s\",\"exp\":1793534700}");
        for (String key : List.of("expiry", "refresh-expiry")) {
            String member = key.equals("expiry") ? "accessTokenExpiry" : "refreshTokenExpiry";
            backend.responds("{\"accessToken\":\"" + jwt + "\",\"" + member + "\":" + json + "}");

            assertThat(Calls.await(calls.of(backend, "expiry-unit", "seconds").signIn(Calls.ALICE)))
                    .isEqualTo(new Misconfigured(
                            "provider.backend." + key
                                    + ": the value in the response can't be read; is expiry-unit right?",
                            true));
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "0.0"})
    void a_refresh_token_whose_lifetime_is_not_above_zero_does_not_expire(String seconds) throws Exception {
        assertThat(signIn("seconds", "{\"accessToken\":\"a\",\"refreshTokenExpiry\":" + seconds + "}")
                        .refreshExpiresAt())
                .isNull();
    }

    @Test
    void an_expiry_in_the_response_counts_before_the_exp_of_a_JWT() throws Exception {
        String jwt = Calls.jwt("{\"exp\":1793534700}");

        assertThat(signIn("seconds", "{\"accessToken\":\"" + jwt + "\",\"accessTokenExpiry\":60}")
                        .expiresAt())
                .isEqualTo(Calls.NOW.plusSeconds(60));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "opaque",
                "a.b.c",
                "..",
                "a.b.c.d.e",
            })
    void an_opaque_token_without_an_expiry_has_none_that_is_known(String token) throws Exception {
        assertThat(signIn("seconds", "{\"accessToken\":\"" + token + "\"}").expiresAt())
                .isNull();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{}",
                "{\"exp\":\"soon\"}",
                "{\"exp\":null}",
                "{\"exp\":true}",
                "[]",
                "null",
                "not JSON",
            })
    void a_JWT_without_a_readable_exp_has_no_expiry_that_is_known(String claims) throws Exception {
        assertThat(signIn("seconds", "{\"accessToken\":\"" + Calls.jwt(claims) + "\"}")
                        .expiresAt())
                .isNull();
    }

    @Test
    void an_exp_beyond_all_reason_is_late_and_not_in_the_past() throws Exception {
        assertThat(signIn("seconds", "{\"accessToken\":\"" + Calls.jwt("{\"exp\":99999999999999999}") + "\"}")
                        .expiresAt())
                .isEqualTo("9999-12-31T23:59:59Z");
    }

    private TokenSet signIn(String unit, String response) throws Exception {
        backend.responds(response);
        return Calls.issued(calls.of(backend, "expiry-unit", unit).signIn(Calls.ALICE))
                .tokens();
    }
}
