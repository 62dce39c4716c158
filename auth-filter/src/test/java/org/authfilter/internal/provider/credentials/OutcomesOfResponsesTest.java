package org.authfilter.internal.provider.credentials;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.authfilter.internal.boot.LogRecords;
import org.authfilter.internal.provider.TokenResult;
import org.authfilter.internal.provider.TokenResult.Misconfigured;
import org.authfilter.internal.provider.TokenResult.Rejected;
import org.authfilter.internal.provider.TokenResult.Unavailable;
import org.authfilter.internal.provider.http.HttpOutcome.Cause;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomesOfResponsesTest {

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

    @ParameterizedTest(name = "R9: status {0}")
    @ValueSource(ints = {400, 401, 403, 410, 422, 423})
    void R9_a_refusal_of_the_presented_credentials_is_Rejected(int status) throws Exception {
        assertBoth(status, new Rejected("HTTP status " + status));
    }

    @ParameterizedTest(name = "R9: status 403, {0}")
    @ValueSource(
            strings = {
                "<!DOCTYPE html><title>Blocked</title>",
                "\r\n<html><body>Blocked",
                "\uFEFF<!doctype html>",
                "<head><title>Blocked</title></head>",
                "<TITLE>Access Denied</TITLE>",
                " <h1>403 Forbidden</h1>",
                "<body bgcolor=white>",
                "<?xml version=\"1.0\"?>\n<!DOCTYPE html PUBLIC>",
                "<!-- firewall --><HTML lang=en>",
            })
    void R9_an_html_page_is_not_the_word_of_the_backend_at_a_refresh(String body) throws Exception {
        backend.responds(403, body);

        assertThat(Calls.await(calls.of(backend).refresh(Calls.CURRENT, false)))
                .isEqualTo(new Unavailable(
                        "HTTP status 403 with an HTML page, which is not from the backend", true, Cause.OTHER, null));
        assertThat(Calls.await(calls.of(backend).signIn(Calls.ALICE))).isEqualTo(new Rejected("HTTP status 403"));
    }

    @ParameterizedTest(name = "R9: status 401, {0}")
    @ValueSource(strings = {"", "Unauthorized", "<error>html</error>", "{\"message\":\"<html>\"}", "null"})
    void R9_any_other_body_is_the_word_of_the_backend(String body) throws Exception {
        backend.responds(401, body);

        assertBoth(new Rejected("HTTP status 401"));
    }

    @ParameterizedTest(name = "R9: status {0}")
    @ValueSource(ints = {429, 503})
    void R9_a_backend_that_is_too_busy_has_certainly_not_processed_the_request(int status) throws Exception {
        assertBoth(status, new Unavailable("HTTP status " + status, false, Cause.SERVER_ERROR, null));
    }

    @ParameterizedTest(name = "R9: status {0}")
    @ValueSource(ints = {408, 500, 501, 502, 504, 507, 599})
    void R9_a_backend_that_broke_has_perhaps_processed_the_request(int status) throws Exception {
        assertBoth(status, new Unavailable("HTTP status " + status, true, Cause.SERVER_ERROR, null));
    }

    @ParameterizedTest(name = "R9: status {0}")
    @ValueSource(ints = {301, 302, 303, 304, 307, 308})
    void R9_a_redirect_is_for_the_operator(int status) throws Exception {
        assertBoth(status, new Misconfigured("HTTP status " + status, false));
    }

    @ParameterizedTest(name = "R9: status {0}")
    @ValueSource(ints = {402, 404, 405, 406, 409, 413, 415, 418, 424, 451})
    void R9_every_other_refusal_of_a_refresh_is_for_the_operator(int status) throws Exception {
        backend.responds(status, "{}");

        assertThat(Calls.await(calls.of(backend).refresh(Calls.CURRENT, false)))
                .isEqualTo(new Misconfigured("HTTP status " + status, false));
    }

    @ParameterizedTest(name = "R9a: status {0}")
    @ValueSource(ints = {400, 401, 402, 403, 404, 405, 406, 409, 410, 413, 415, 418, 422, 423, 424, 451, 499})
    void R9a_each_refusal_of_a_sign_in_means_wrong_credentials(int status) throws Exception {
        backend.responds(status, "{}");

        assertThat(Calls.await(calls.of(backend).signIn(Calls.ALICE))).isEqualTo(new Rejected("HTTP status " + status));
    }

    @ParameterizedTest(name = "R9a: status {0}")
    @CsvSource({"404, 1", "405, 1", "200, 1", "401, 0", "422, 0"})
    void R9a_a_refusal_that_a_wrong_login_url_may_cause_warns_once(int status, int warnings) throws Exception {
        backend.responds(status, "{}");
        CredentialsTokenProvider provider = calls.of(backend);

        try (LogRecords records = new LogRecords()) {
            Calls.await(provider.signIn(Calls.ALICE));
            Calls.await(provider.signIn(Calls.ALICE));

            assertThat(records.text().lines().filter(line -> line.contains("login-url")))
                    .hasSize(warnings);
        }
    }

    @ParameterizedTest(name = "R9: status {0}, Retry-After: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | 17                            | PT17S",
                "503 | 17                            | PT17S",
                "503 | 0                             | PT0S",
                "503 | 86400                         | PT5M",
                "503 | Sun, 01 Nov 2026 12:00:30 GMT | PT30S",
                "503 | Sun, 01 Nov 2026 11:00:00 GMT | ",
                "503 | later                         | ",
                "500 | 17                            | PT17S",
                "408 | 17                            | PT17S",
            })
    void R9_the_wish_to_be_left_alone_is_passed_on(int status, String retryAfter, Duration wait) throws Exception {
        backend.withHeader("Retry-After", retryAfter);

        assertBoth(
                status,
                new Unavailable("HTTP status " + status, status != 429 && status != 503, Cause.SERVER_ERROR, wait));
    }

    @ParameterizedTest(name = "R9: {0}")
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "{\"accessToken\":null}",
                "{\"accessToken\":\"\"}",
                "{\"accessToken\":\" \"}",
                "{\"accessToken\":{}}",
                "{\"accessToken\":[\"a\"]}",
                "{\"accessToken\":true}",
                "{\"refreshToken\":\"r\"}",
                "{\"error\":\"invalid_grant\"}",
            })
    void R9_a_refresh_without_an_access_token_is_for_the_operator_and_a_sign_in_is_refused(String body)
            throws Exception {
        backend.responds(200, body);

        assertSignInAndRefresh(
                new Rejected("the response has no access token"),
                new Misconfigured("the response has no access token at /accessToken", true));
    }

    @ParameterizedTest(name = "R9: status {0}")
    @ValueSource(ints = {200, 201, 203})
    void any_success_with_an_access_token_will_do(int status) throws Exception {
        backend.responds(status, "{\"accessToken\":\"a\"}");

        assertThat(Calls.issued(calls.of(backend).signIn(Calls.ALICE)).tokens().accessToken())
                .isEqualTo("a");
    }

    @ParameterizedTest(name = "R9: {0}")
    @ValueSource(
            strings = {
                "<!doctype html><title>Log in to the network</title>",
                "{",
                " [",
                "\uFEFF{",
                "{\"accessToken\":\"a\"",
                "{'accessToken':'a'}",
                "{\"accessToken\":\"a\",}",
                "{\"accessToken\":\"a\",\"n\":1e}",
                "{\"accessToken\":\"a\",\"n\":01}",
            })
    void R9_a_success_that_can_not_be_read_was_perhaps_processed(String body) throws Exception {
        backend.responds(200, body);

        assertBoth(new Unavailable("the response is not JSON", true, Cause.OTHER, null));
    }

    @ParameterizedTest(name = "R9a: <{0}>")
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "false",
                "17",
                "\"accessToken\"",
                "accessToken=a",
                "Wrong password",
            })
    void R9a_a_success_that_is_no_JSON_object_is_a_refused_sign_in(String body) throws Exception {
        backend.responds(200, body);

        assertSignInAndRefresh(
                new Rejected("the response has no access token"),
                new Unavailable("the response is not JSON", true, Cause.OTHER, null));
    }

    @ParameterizedTest(name = "{0} levels")
    @ValueSource(ints = {1_001, 200_000})
    void R9_a_success_that_is_nested_too_deeply_can_not_be_read(int levels) throws Exception {
        backend.responds(200, "{\"accessToken\":\"a\",\"n\":" + "[".repeat(levels) + "]".repeat(levels) + "}");

        assertBoth(new Unavailable("the response is not JSON", true, Cause.OTHER, null));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"1e99999999999", "1e-99999999999", "1e999999999"})
    void an_expiry_beyond_all_numbers_throws_nothing(String number) throws Exception {
        backend.responds(200, "{\"accessToken\":\"a\",\"accessTokenExpiry\":" + number + "}");

        assertThat(Calls.await(calls.of(backend).signIn(Calls.ALICE))).isNotNull();
    }

    @Test
    void a_byte_order_mark_and_other_encodings_are_not_JSON() throws Exception {
        backend.responds(200, "\uFEFF{\"accessToken\":\"a\"}");

        assertBoth(new Unavailable("the response is not JSON", true, Cause.OTHER, null));
    }

    private void assertBoth(int status, TokenResult expected) throws Exception {
        backend.responds(status, status == 304 ? "" : "{\"accessToken\":\"a\",\"error\":\"invalid_grant\"}");
        assertBoth(expected);
    }

    private void assertBoth(TokenResult expected) throws Exception {
        assertSignInAndRefresh(expected, expected);
    }

    private void assertSignInAndRefresh(TokenResult signIn, TokenResult refresh) throws Exception {
        CredentialsTokenProvider provider = calls.of(backend);

        assertThat(Calls.await(provider.signIn(Calls.ALICE))).isEqualTo(signIn);
        assertThat(Calls.await(provider.refresh(Calls.CURRENT, false))).isEqualTo(refresh);
        assertThat(backend.requests()).hasSize(2);
    }
}
